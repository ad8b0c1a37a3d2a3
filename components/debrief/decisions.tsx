import { RotateCcw } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Debrief } from '@/scenarios/engine/debrief/debrief'
import type { Moment as MomentView } from '@/scenarios/engine/debrief/moment'
import { DecisiveCheck } from './decisive-check'
import { Mark } from './mark'
import { Moment } from './moment'
import { useOwnSigns } from './own-signs'
import { TurningPoint } from './turning-point'

interface Props {
  view: Pick<Debrief, 'decisions' | 'counts' | 'moment' | 'decisive' | 'variant' | 'result'>
  numbers: Map<string, number>
  replay: string | null
  /** False for a tutorial: no moment of it mattered. */
  hasMoment: boolean
}

/** The play, moment by moment: the one that mattered is open. */
export function Decisions({ view, ...rest }: Props) {
  const t = useTranslations('debrief')
  const { decisions, counts, result } = view
  const { signs, harmless, flagged } = counts
  const known = decisions.findIndex(({ decided }) => decided)
  return (
    <section aria-labelledby="decisions-h" className="pt-2">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 px-1">
        <h2 id="decisions-h" className="text-h2">
          {t('decisions')}
        </h2>
        {result && <p className="text-small text-ink-2">{t('pointsOf', { earned: result.earned, possible: result.possible })}</p>}
      </div>
      {result?.eitherWay && <p className="mt-1 max-w-prose px-1 leading-normal text-ink-2">{t('eitherWay')}</p>}
      <ol className="mt-3 space-y-2 print:mt-1 print:space-y-1">
        {decisions.map((moment) => (
          <li key={moment.n}>
            <Item moment={moment} view={view} {...rest} />
          </li>
        ))}
      </ol>
      {result && (
        <p className="mt-3 max-w-prose px-1 text-note text-ink-2 noprint">
          {known > 0 && `${t('undecided', { title: decisions[known]!.title })} `}
          {flagged === 0 ? t('unflagged', { signs: signs[1] }) : t('counts', { noticed: signs[0], signs: signs[1], harmless: harmless[0] })}
        </p>
      )}
    </section>
  )
}

function Item({ moment, view, numbers, replay, hasMoment }: Props & { moment: MomentView }) {
  const { moment: turning, decisive, variant, result } = view
  const t = useTranslations('debrief')
  const own = useOwnSigns()
  const mattered = hasMoment && turning.n === moment.n
  const lost = mattered && turning.kind !== 'sound'
  const told = {
    ...moment,
    // The turning point says it in its own words.
    harm: result && !(mattered && (turning.kind === 'harm' || turning.kind === 'repaired')) ? moment.harm : null,
    better: result ? betterOf(moment, mattered ? turning : null) : [],
  }
  return (
    <Moment
      moment={told}
      mark={result && <Earned moment={moment} />}
      note={result && moment.report && t('reportPoints', { ...moment.report })}
      numbers={numbers}
      signs={own(moment.flags)}
      open={mattered}
      mattered={mattered}
      lead={mattered && <TurningPoint moment={turning} flags={moment.flags} numbers={numbers} judged={result !== null} />}
      last={replay && <Replay moment={moment} action={replay} isFirst={lost} />}
    >
      {decisive?.scene === moment.scene && <DecisiveCheck check={decisive} genuine={variant === 'genuine'} />}
    </Moment>
  )
}

/** Business that was left undone is named, even where another act would have earned as much. */
const betterOf = ({ better }: MomentView, turning: Debrief['moment'] | null): string[] =>
  turning?.kind === 'undone' && turning.better ? [turning.better] : better

/** Without points, the mark says nothing about the act, so there is none. */
function Earned({ moment: { quality, points } }: { moment: MomentView }) {
  const t = useTranslations('debrief')
  return (
    points && (
      <Mark quality={quality}>
        {t('of', { ...points })} <span className="sr-only">{t('points')}</span>
      </Mark>
    )
  )
}

function Replay({ moment: { n, title }, action, isFirst }: { moment: MomentView; action: string; isFirst: boolean }) {
  const t = useTranslations('debrief')
  return (
    <form method="post" action={action} className="noprint">
      <button
        type="submit"
        name="from"
        value={n}
        className={isFirst ? 'btn btn-primary max-sm:w-full' : 'btn btn-ghost -ms-3 min-h-10 text-small'}
      >
        <RotateCcw className="icon" aria-hidden="true" />
        {isFirst ? (
          t('replayFrom', { title })
        ) : (
          <>
            {t('replay')}
            <span className="sr-only"> {t('replayWhich', { n: n + 1 })}</span>
          </>
        )}
      </button>
    </form>
  )
}
