import { Check, CircleDashed, CircleQuestionMark, CircleX } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { FlagView } from '@/scenarios/engine/debrief/decision-view'
import { Cite } from './sources'
import { Quote, quoted } from '../ui/quote'
import { Words } from '../ui/words'

const FLAGS = {
  noticed: { Icon: Check, tone: 'bg-good-soft text-good' },
  missed: { Icon: CircleDashed, tone: 'border border-dashed border-signal-line text-signal' },
  later: { Icon: CircleDashed, tone: 'border border-dashed border-control text-ink-2' },
  sign: { Icon: CircleDashed, tone: 'border border-dashed border-control text-ink-2' },
  question: { Icon: CircleQuestionMark, tone: 'border border-line-2 text-ink-2' },
  harmless: { Icon: CircleX, tone: 'border border-line-2 text-ink-2' },
  plain: { Icon: CircleX, tone: 'border border-line-2 text-ink-2' },
} as const

/** Of a sentence that nobody marked we know only that it is no sign: to call it harmless would be a judgement that nobody made. */
export const wordOf = ({ kind, why }: Pick<FlagView, 'kind' | 'why'>): keyof typeof FLAGS => (kind === 'harmless' && !why ? 'plain' : kind)

export function Flags({ flags, numbers }: { flags: FlagView[]; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  return (
    <ul className="mt-2.5 space-y-1.5 noprint">
      {flags.map((flag) => {
        const kind = wordOf(flag)
        const { Icon, tone } = FLAGS[kind]
        return (
          <li key={flag.segment}>
            <details className="group">
              <summary className="flex min-h-6 flex-wrap items-center gap-1.5">
                <span className={`chip rounded-lg text-start ${tone}`}>
                  <Icon className="icon" />
                  {t(`flag.${kind}`, { label: flag.label === flag.quote ? quoted(flag.quote) : flag.label })}
                </span>
                <span className="text-fine text-accent underline underline-offset-2 group-open:hidden">{t('whyThis')}</span>
              </summary>
              <p className="mt-1 max-w-prose ps-1 text-note leading-normal text-ink-2">
                {flag.label !== flag.quote && <Quote>{flag.quote}</Quote>} {flag.why ? <Words>{flag.why}</Words> : t('ordinary')}
                {flag.origin && ` ${t('originNote')}`}
                <Cite ids={flag.cites} numbers={numbers} />
              </p>
            </details>
          </li>
        )
      })}
    </ul>
  )
}
