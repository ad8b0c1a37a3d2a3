import { Check } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { ToolUse as View } from '@/scenarios/engine/debrief/tools-used'

const TOOLS = ['flags', 'checks', 'reports', 'ratings', 'replies', 'nothing'] as const

export function ToolsUsed({ tried }: { tried: View }) {
  const t = useTranslations('debrief.tried')
  const count = TOOLS.filter((tool) => tried[tool] > 0).length
  return (
    <section aria-labelledby="tried-h" className="card p-4 sm:p-6">
      <h2 id="tried-h" className="text-h2">
        {t('title', { count, of: TOOLS.length })}
      </h2>
      <p className="mt-1.5 max-w-prose leading-relaxed text-ink-2">{t('note')}</p>
      <ul className="mt-4 grid gap-x-10 gap-y-3 sm:grid-cols-2">
        {TOOLS.map((tool) => (
          <li key={tool} className="flex items-start gap-3">
            <span
              aria-hidden="true"
              className={`grid size-7 shrink-0 place-items-center rounded-full ${tried[tool] > 0 ? 'bg-good text-surface' : 'border-2 border-dashed border-control'}`}
            >
              {tried[tool] > 0 && <Check className="icon" />}
            </span>
            <span className="leading-snug">
              <b className="font-semibold">
                {t(`${tool}.${tried[tool] > 0 ? 'done' : 'left'}`, { n: tried[tool], minutes: tried.minutes })}
              </b>{' '}
              <span className="text-ink-2">{t(`${tool}.for`)}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
