import { useTranslations } from 'use-intl'
import { quoted } from '../../ui/quote'
import { BOX } from './layout'

/** Why people chose as they did: sentences that the facilitator let through, without their votes. */
export function Said({ said }: { said: readonly string[] }) {
  const t = useTranslations('liveProjector')
  if (said.length === 0) return null
  return (
    <section aria-label={t('saidWhy')} className="mt-4 shrink-0">
      <ul className="flex items-stretch gap-x-6 squarish:gap-x-4">
        {said.map((text, i) => (
          <li
            key={`said-${i + 1}`}
            dir="auto"
            className={`flex min-w-0 flex-1 flex-col justify-center leading-snug wrap-anywhere squarish:px-[.6em]! squarish:py-[.35em]! ${BOX}`}
          >
            {quoted(text)}
          </li>
        ))}
      </ul>
    </section>
  )
}
