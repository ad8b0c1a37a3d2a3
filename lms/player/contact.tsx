import { useTranslations } from 'use-intl'
import type { Content } from '../content'

export function Contact({ contacts }: Pick<Content, 'contacts'>) {
  const t = useTranslations('help')
  if (contacts.length === 0) return <p className="leading-relaxed">{t('unnamed')}</p>
  return (
    <ul className="space-y-2">
      {contacts.map(({ name, place, ways }, i) => (
        <li key={i} className="rounded-xl border border-line px-4 py-2.5">
          <span className="block font-semibold">
            {name || t('officer')}
            {place && <span className="font-normal text-ink-2"> · {place}</span>}
          </span>
          {ways.map((way) => (
            <span key={way} className="block wrap-anywhere">
              {way}
            </span>
          ))}
        </li>
      ))}
    </ul>
  )
}
