import { MessagesSquare } from 'lucide-react'
import { useTranslations } from 'use-intl'
import type { Ballot, Tally } from '@/scenarios/engine/live/ballot'
import { type Segment, segmentsOf } from '@/scenarios/engine/play/play'
import type { TotalsView } from '@/scenarios/engine/live/shown'
import type { RoomView, SceneView } from '@/scenarios/engine/live/view'
import { quoted } from '../../ui/quote'
import { clock, useCountdown } from '../shared/use-room'
import { type Asked, chosenAmong, useAsked } from './asked'
import { letterOf } from '../shared/way-on'

/** Time to talk. Nobody has to follow the timer. */
export function Talk({ view, skew, own }: { view: RoomView; skew: number; own: Ballot | null }) {
  const t = useTranslations('livePhone.talk')
  const left = useCountdown(view.until, skew)
  const asked = useAsked(view.question)
  return (
    <section id="talk" aria-labelledby="talk-h" className="card mt-5 p-4 shadow-card sm:p-6">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 id="talk-h" className="flex items-center gap-2 text-h3">
          <MessagesSquare className="icon text-accent" />
          {t('title')}
        </h2>
        {left !== null && (
          <p role="timer" className="text-h3 tabular-nums">
            {left > 0 ? clock(left) : t('over')}
          </p>
        )}
      </div>
      <p className="mt-1.5 leading-relaxed text-ink-2">{t('text')}</p>
      {asked.map((one) => (
        <Options key={one.id} asked={one} own={placeIn(asked, one, own)} row={null} first={null} heading={asked.length > 1} />
      ))}
    </section>
  )
}

/** What the room chose in its last vote, and before. */
export function Results({ view, totals, own }: { view: RoomView; totals: TotalsView; own: Ballot | null }) {
  const t = useTranslations('livePhone.results')
  const asked = useAsked(view.question)
  const last = totals.rounds.at(-1) ?? null
  const first = totals.rounds.length > 1 ? (totals.rounds[0] ?? null) : null
  return (
    <section id="results" aria-labelledby="results-h" className="card mt-5 p-4 shadow-card sm:p-6">
      <h2 id="results-h" className="text-h3">
        {t(view.question?.kind === 'judge' ? 'judged' : 'title')}
      </h2>
      <p className="mt-1 text-note text-ink-2">{last ? t('voted', { count: last.voted }) : t('tooFew', { few: view.shownFrom })}</p>
      {asked.map((one) => (
        <Options
          key={one.id}
          asked={one}
          own={placeIn(asked, one, own)}
          heading={asked.length > 1}
          row={rowOf(last, one)}
          first={last && rowOf(first, one)}
        />
      ))}
      {view.scene && totals.flags && <Flagged scene={view.scene} flags={totals.flags} />}
    </section>
  )
}

/** How many chose each; null if that is shown to nobody. */
const rowOf = (round: Tally | null, { id }: Asked): OptionsProps['row'] => round && (round.counts[id] ?? {})

const placeIn = (asked: Asked[], one: Asked, own: Ballot | null): number =>
  chosenAmong(asked, own).find((c) => c.asked === one)?.place ?? -1

interface OptionsProps {
  asked: Asked
  /** The index of this phone's own choice; -1 for none. */
  own: number
  /** How many chose each; null if totals are not shown. `first`: in the first vote, if this was a later one. */
  row: Tally['counts'][string] | null
  first: Tally['counts'][string] | null
  heading: boolean
}

/** The options with their letters and, once they may be seen, totals. */
export function Options({ asked: { ask, options }, own, row, first, heading }: OptionsProps) {
  const t = useTranslations('livePhone.results')
  const all = Object.values(row ?? {}).reduce((sum, n) => sum + n, 0)
  return (
    <div className="mt-4">
      {heading && <h3 className="text-small font-medium text-ink-2">{ask}</h3>}
      <ol className="mt-2 space-y-3">
        {options.map((option, place) => {
          const n = row?.[option.id] ?? 0
          return (
            <li key={option.id} className="flex gap-3 leading-normal">
              <b className="w-4 shrink-0 font-semibold text-ink-2">{letterOf(place)}</b>
              <div className="min-w-0 flex-1">
                <p className="flex items-start justify-between gap-3">
                  <span>
                    {option.text}
                    {place === own && <span className="chip ms-2 bg-accent-soft text-accent">{t('own')}</span>}
                  </span>
                  {row && (
                    <span className="font-semibold tabular-nums">
                      {n}
                      <span className="sr-only"> {t('of', { all })}</span>
                    </span>
                  )}
                </p>
                {row && <Bar n={n} all={all} />}
                {first && <p className="mt-1 text-fine text-ink-2">{t('first', { count: first[option.id] ?? 0 })}</p>}
              </div>
            </li>
          )
        })}
      </ol>
    </div>
  )
}

const Bar = ({ n, all }: { n: number; all: number }) => (
  <svg
    viewBox={`0 0 ${Math.max(1, all)} 1`}
    preserveAspectRatio="none"
    className="mt-1.5 h-2 w-full overflow-hidden rounded-full bg-line-2"
    aria-hidden="true"
  >
    <rect className="fill-accent" width={n} height="1" />
  </svg>
)

function Flagged({ scene, flags }: { scene: SceneView; flags: NonNullable<TotalsView['flags']> }) {
  const t = useTranslations('livePhone.results')
  const flagged = scene.show
    .flatMap((a): Segment[] => segmentsOf(a, { facts: [], checks: [] }))
    .map(({ id, text }) => ({ id, text, n: flags.counts[id] ?? 0 }))
    .filter((s) => s.n > 0)
    .sort((a, b) => b.n - a.n)
  if (flagged.length === 0) return null
  return (
    <details className="mt-5 border-t border-line pt-4">
      <summary className="link inline-flex min-h-6 items-center">{t('flagged', { count: flagged.length })}</summary>
      <ol className="mt-3 space-y-2.5 text-note">
        {flagged.map(({ id, text, n }) => (
          <li key={id} className="flex justify-between gap-3 leading-normal">
            <span>{quoted(text)}</span>
            <span className="whitespace-nowrap text-ink-2 tabular-nums">{t('flaggedBy', { n, of: flags.by })}</span>
          </li>
        ))}
      </ol>
    </details>
  )
}
