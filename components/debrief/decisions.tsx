import { Check, Minus, RotateCcw, TriangleAlert } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { DecisionView } from '@/scenarios/engine/debrief/decision-view'
import { Flags } from './flags'
import { Cite } from './sources'
import { Words } from '../ui/words'

const MARKS = {
  sound: { Icon: Check, tone: 'bg-good-soft text-good' },
  partly: { Icon: Minus, tone: 'bg-signal-soft text-signal' },
  costly: { Icon: TriangleAlert, tone: 'bg-risk-soft text-risk' },
} as const

interface Props extends Pick<Debrief, 'decisions' | 'counts'> {
  numbers: Map<string, number>
  replay: string | null
  /** False for a scenario that names no outcome: its decisions are explained, but not graded or counted. */
  scored: boolean
}

export function Decisions({ decisions, counts: { signs, harmless, flagged }, ...rest }: Props) {
  const t = useTranslations('debrief')
  return (
    <>
      <ol>
        {decisions.map((decision) => (
          <Item key={decision.n} decision={decision} {...rest} />
        ))}
      </ol>
      {rest.scored && (
        <p className="mt-2 border-t border-line pt-4 text-note text-ink-2 noprint">
          {flagged === 0 ? t('unflagged', { signs: signs[1] }) : t('counts', { noticed: signs[0], signs: signs[1], harmless: harmless[0] })}
        </p>
      )}
    </>
  )
}

interface ItemProps extends Omit<Props, 'decisions' | 'counts'> {
  decision: DecisionView
}

function Item({ decision, numbers, replay, scored }: ItemProps) {
  const t = useTranslations('debrief')
  const act = decision.choices.at(-1)!
  const sent = decision.choices.slice(0, -1)
  return (
    <li
      className={`grid gap-x-6 gap-y-1.5 border-line py-4 not-first:border-t first:pt-0 print:gap-x-4 print:py-2 print:text-small ${scored ? 'sm:grid-cols-[8.5rem_minmax(0,1fr)_8rem]' : 'sm:grid-cols-[8.5rem_minmax(0,1fr)]'}`}
    >
      <p className="text-small text-ink-2">
        <Words>{decision.when}</Words>
        <span className="block">
          <Words>{decision.title}</Words>
        </span>
      </p>
      <div className="min-w-0 max-w-prose">
        <h3 className="font-semibold leading-6">
          <Words>{act.text}</Words>
        </h3>
        {act.why && (
          <p className="mt-1 leading-normal text-ink-2">
            <Words>{act.why}</Words>
            <Cite ids={act.cites} numbers={numbers} />
          </p>
        )}
        {sent.length > 0 && <Sent decision={decision} sent={sent} numbers={numbers} />}
        {scored && decision.harm && <p className="mt-1 text-note font-medium">{t(`harm.${decision.harm}`)}</p>}
        {scored && !decision.decided && !decision.harm && <p className="mt-1 text-note text-ink-3 noprint">{t('undecided')}</p>}
        {decision.flags.length > 0 && <Flags flags={decision.flags} numbers={numbers} />}
        {scored && decision.better.length > 0 && <Better better={decision.better} />}
        {replay && <ReplayButton n={decision.n} replay={replay} />}
      </div>
      {scored && <Earned decision={decision} />}
    </li>
  )
}

/** Without points, the mark says nothing about the act, so there is none. */
function Earned({ decision: { quality, points, report } }: { decision: DecisionView }) {
  const t = useTranslations('debrief')
  const { Icon, tone } = MARKS[quality]
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 max-sm:row-start-2 sm:flex-col sm:items-end">
      {points && (
        <span className={`chip whitespace-nowrap tabular-nums ${tone}`}>
          <Icon className="icon" aria-hidden="true" />
          {t('of', { ...points })} <span className="sr-only">{t('points')}</span>
        </span>
      )}
      {report && <span className="text-small text-ink-2 tabular-nums">{t('reportPoints', { ...report })}</span>}
    </p>
  )
}

function Sent({ decision, sent, numbers }: { decision: DecisionView; sent: DecisionView['choices']; numbers: Map<string, number> }) {
  const t = useTranslations('debrief')
  return (
    <div className="mt-2.5 border-s-4 border-accent-line ps-4 print:mt-1">
      <p className="text-small font-semibold text-ink-2">{t(decision.reply ? 'youSent' : 'youEntered')}</p>
      <ul className="mt-0.5 space-y-1.5 print:space-y-0">
        {sent.map((choice) => (
          <li key={choice.ask} className="leading-normal">
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
    </div>
  )
}

function Better({ better }: { better: string[] }) {
  const t = useTranslations('debrief')
  return (
    <div className="mt-2.5 break-inside-avoid border-s-4 border-line-2 ps-4 leading-normal print:mt-1">
      <p className="text-small font-semibold">{t('worked')}</p>
      {better.map((text) => (
        <p key={text} className="text-ink-2">
          <Words>{text}</Words>
        </p>
      ))}
    </div>
  )
}

const ReplayButton = ({ n, replay }: { n: number; replay: string }) => {
  const t = useTranslations('debrief')
  return (
    <form method="post" action={replay} className="noprint">
      <button type="submit" name="from" value={n} className="btn btn-ghost -ms-3 mt-1.5 min-h-10 text-small">
        <RotateCcw className="icon" />
        {t('replay')}
        <span className="sr-only"> {t('replayWhich', { n: n + 1 })}</span>
      </button>
    </form>
  )
}
