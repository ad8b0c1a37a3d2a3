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
  /** False for a tutorial, which explains its decisions but does not grade or count them. */
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
  const grave = decision.choices.filter((c) => c.critical)
  return (
    <li
      className={`grid gap-x-6 gap-y-1.5 border-t border-line py-4 print:gap-x-4 print:py-2 print:text-small ${scored ? 'sm:grid-cols-[8.5rem_minmax(0,1fr)_8rem]' : 'sm:grid-cols-[8.5rem_minmax(0,1fr)]'}`}
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
        {grave.length > 0 && (
          <p className="mt-1 text-note font-medium">{t(grave.some((c) => !c.repaired) ? 'critical' : 'criticalRepaired')}</p>
        )}
        {scored && !decision.decided && <p className="mt-1 text-note text-ink-3 noprint">{t('undecided')}</p>}
        {decision.flags.length > 0 && <Flags flags={decision.flags} numbers={numbers} />}
        {scored && decision.better && <Better better={decision.better} />}
        {replay && <ReplayButton n={decision.n} replay={replay} />}
      </div>
      {scored && <Verdict decision={decision} />}
    </li>
  )
}

function Verdict({ decision: { quality, lost } }: { decision: DecisionView }) {
  const t = useTranslations('debrief')
  const { Icon, tone } = MARKS[quality]
  return (
    <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1 max-sm:row-start-2 sm:flex-col sm:items-end">
      <span className={`chip ${tone}`}>
        <Icon className="icon" aria-hidden="true" />
        {t(`quality.${quality}`)}
      </span>
      <span className="text-small text-ink-2 tabular-nums">{t('lost', { points: lost })}</span>
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

function Better({ better }: { better: NonNullable<DecisionView['better']> }) {
  const t = useTranslations('debrief')
  return (
    <div className="mt-2.5 break-inside-avoid border-s-4 border-line-2 ps-4 leading-normal print:mt-1">
      <p className="text-small font-semibold">{t('worked')}</p>
      {better.checks.length > 0 && (
        <p className="text-ink-2">
          {t(better.texts.length > 0 ? 'afterChecking' : 'sameAfterChecking', { checks: better.checks.join('; ') })}
        </p>
      )}
      {better.texts.length > 0 && (
        <ul className="space-y-0.5">
          {better.texts.map((text) => (
            <li key={text} className="text-ink-2">
              <Words>{text}</Words>
            </li>
          ))}
        </ul>
      )}
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
