import { ChevronDown } from 'lucide-react'
import { linesLookedUp, publicLines } from '@/server/library/public-lines'
import { translator } from '@/server/platform/locales'

/** Until the organisation has said whom to tell. */
export function PublicLines({ locale }: { locale: string }) {
  const t = translator(locale, 'help')
  return (
    <details className="group rounded-xl border border-line">
      <summary className="flex min-h-11 items-center justify-between gap-3 rounded-xl px-4 py-2 font-medium hover:bg-sunken">
        {t('lines.title')}
        <ChevronDown className="icon text-accent group-open:rotate-180" />
      </summary>
      <div className="px-4 pt-1 pb-4">
        <p className="text-note leading-normal text-ink-2">{t('lines.what')}</p>
        <dl className="mt-3 space-y-2.5">
          {publicLines(locale).map(([country, lines]) => (
            <div key={country}>
              <dt className="text-fine text-ink-3">{country}</dt>
              {lines.map(({ service, url, phone }) => (
                <dd key={service} lang={/^en\b/.test(locale) ? undefined : 'en'} className="leading-snug">
                  <a
                    className="link inline-block py-0.5"
                    href={url ?? `tel:${phone?.replaceAll(' ', '')}`}
                    rel="noopener noreferrer external"
                  >
                    {service}
                  </a>
                  {phone && url && ` ${phone}`}
                </dd>
              ))}
            </div>
          ))}
        </dl>
        <p className="mt-3 text-fine text-ink-3">{t('lines.lookedUp', { on: linesLookedUp })}</p>
      </div>
    </details>
  )
}
