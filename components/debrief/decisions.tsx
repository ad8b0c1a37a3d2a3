import { Check, CircleDashed, CircleQuestionMark, CircleX, Dot, Minus, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { DecisionView, FlagView } from '@/scenarios/engine/debrief/decision-view'
import { Cite } from './sources'
import { Quote } from '../ui/quote'
import { Words } from '../ui/words'

const MARKS = {
  sound: { Icon: Check, tone: 'bg-good-soft text-good' },
  partly: { Icon: Minus, tone: 'bg-signal-soft text-signal' },
  costly: { Icon: TriangleAlert, tone: 'bg-risk-soft text-risk' },
} as const
const UNGRADED = { Icon: Dot, tone: 'bg-surface-2 text-ink-2' } as const

interface Props extends Pick<Debrief, 'decisions' | 'counts'> {
  numbers: Map<string, number>
  replay: string | null
  /** A tutorial explains its decisions, and neither grades nor counts them. */
  scored: boolean
}

export function Decisions({ decisions, counts: { signs, harmless, flagged }, ...rest }: Props) {
  const t = useTranslations('debrief')
  return (
    <>
      {rest.scored && (
        <p className="mb-5 text-note text-ink-2">
          {flagged === 0 ? t('unflagged', { signs: signs[1] }) : t('counts', { noticed: signs[0], signs: signs[1], harmless: harmless[0] })}
        </p>
      )}
      <ol>
        {decisions.map((decision, i) => (
          <Item key={decision.n} decision={decision} last={i === decisions.length - 1} {...rest} />
        ))}
      </ol>
    </>
  )
}

interface ItemProps extends Omit<Props, 'decisions' | 'counts'> {
  decision: DecisionView
  last: boolean
}

function Item({ decision, last, numbers, replay, scored }: ItemProps) {
  const t = useTranslations('debrief')
  const { Icon, tone } = scored ? MARKS[decision.quality] : UNGRADED
  const better = scored ? decision.better : null
  const act = decision.choices.at(-1)!
  const sent = decision.choices.slice(0, -1)
  return (
    <li
      className={`relative ps-13 ${last ? '' : 'pb-8 before:absolute before:inset-y-9 before:start-[1rem] before:bottom-1 before:w-0.5 before:rounded-full before:bg-line-2'}`}
    >
      <span className={`absolute start-0 top-0.5 grid size-[2.1rem] place-items-center rounded-full ${tone}`} aria-hidden="true">
        <Icon className="icon" />
      </span>
      <p className="text-small text-ink-2">
        <Words>{`${decision.when} · ${decision.place}`}</Words>
      </p>
      <h3 className="mt-0.5 font-semibold leading-6">{decision.reply ? t('youSent') : <Words>{act.text}</Words>}</h3>
      {scored && (
        <p className={`chip mt-1 ${tone}`}>
          {t(`quality.${decision.quality}`)}
          {decision.lost > 0 && ` · ${t('lost', { points: decision.lost })}`}
        </p>
      )}
      {sent.length > 0 && <Sent decision={decision} sent={sent} numbers={numbers} />}
      {act.why && (
        <p className="mt-1.5 max-w-prose leading-relaxed text-ink-2">
          <Words>{act.why}</Words>
          <Cite ids={act.cites} numbers={numbers} />
        </p>
      )}
      {decision.choices.some((c) => c.critical) && (
        <p className="mt-1.5 text-note font-medium">
          {t(decision.choices.some((c) => c.critical && !c.repaired) ? 'critical' : 'criticalRepaired')}
        </p>
      )}
      {scored && !decision.decided && <p className="mt-1.5 text-note text-ink-3">{t('undecided')}</p>}
      {decision.flags.length > 0 && <Flags flags={decision.flags} numbers={numbers} />}
      {better && <Better better={better} n={decision.n} replay={replay} />}
      {!better && replay && <ReplayButton n={decision.n} replay={replay} quiet />}
    </li>
  )
}

/** Sentences and fields that went with the act. */
function Sent({ decision, sent, numbers }: { decision: DecisionView; sent: DecisionView['choices']; numbers: Map<string, number> }) {
  return (
    <ul className="mt-2 space-y-1.5 border-s-4 border-accent-line ps-4">
      {sent.map((choice) => (
        <li key={choice.ask} className="leading-relaxed">
          {!decision.reply && (
            <span className="text-ink-3">
              <Words>{choice.ask}</Words>:{' '}
            </span>
          )}
          <Words>{choice.text}</Words>
          {choice.why && (
            <span className="block text-note text-ink-2">
              <Words>{choice.why}</Words>
              <Cite ids={choice.cites} numbers={numbers} />
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

const FLAGS = {
  noticed: { Icon: Check, tone: 'bg-good-soft text-good' },
  missed: { Icon: CircleDashed, tone: 'border border-dashed border-signal-line text-signal' },
  later: { Icon: CircleDashed, tone: 'border border-dashed border-control text-ink-2' },
  sign: { Icon: CircleDashed, tone: 'border border-dashed border-control text-ink-2' },
  question: { Icon: CircleQuestionMark, tone: 'border border-line-2 text-ink-2' },
  harmless: { Icon: CircleX, tone: 'border border-line-2 text-ink-2' },
} as const

function Flags({ flags, numbers }: { flags: FlagView[]; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  return (
    <ul className="mt-2.5 space-y-1.5">
      {flags.map((flag) => {
        const { Icon, tone } = FLAGS[flag.kind]
        return (
          <li key={flag.quote}>
            <details className="group">
              <summary className="flex min-h-6 flex-wrap items-center gap-1.5">
                <span className={`chip text-start ${tone}`}>
                  <Icon className="icon" />
                  {t(`flag.${flag.kind}`, { label: flag.label })}
                </span>
                <span className="text-fine text-accent underline underline-offset-2 group-open:hidden noprint">{t('whyThis')}</span>
              </summary>
              <p className="mt-1 max-w-prose ps-1 text-note leading-normal text-ink-2">
                <Quote>{flag.quote}</Quote> <Words>{flag.why}</Words>
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

function Better({ better, n, replay }: { better: NonNullable<DecisionView['better']>; n: number; replay: string | null }) {
  const t = useTranslations('debrief')
  return (
    <div className="mt-3 break-inside-avoid rounded-xl bg-surface-2 px-4 py-3 ring-1 ring-line">
      <p className="text-small font-semibold">{t('worked')}</p>
      {better.checks.length > 0 && (
        <p className="mt-0.5 leading-relaxed text-ink-2">
          {t(better.texts.length > 0 ? 'afterChecking' : 'sameAfterChecking', { checks: better.checks.join('; ') })}
        </p>
      )}
      {better.texts.length > 0 && (
        <ul className="mt-1 space-y-1 border-s-4 border-line-2 ps-3">
          {better.texts.map((text) => (
            <li key={text} className="leading-relaxed text-ink-2">
              <Words>{text}</Words>
            </li>
          ))}
        </ul>
      )}
      {replay && <ReplayButton n={n} replay={replay} />}
    </div>
  )
}

const ReplayButton = ({ n, replay, quiet = false }: { n: number; replay: string; quiet?: boolean }) => {
  const t = useTranslations('debrief')
  return (
    <form method="post" action={replay} className="noprint">
      <button type="submit" name="from" value={n} className={`btn mt-3 min-h-10 text-small ${quiet ? 'btn-ghost -ms-3' : 'btn-quiet'}`}>
        <RotateCcw className="icon" />
        {t('replay')}
        <span className="sr-only"> {t('replayWhich', { n: n + 1 })}</span>
      </button>
    </form>
  )
}
