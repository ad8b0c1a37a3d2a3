import { useTranslations } from 'use-intl'
import type { AskedView } from '@/scenarios/engine/live/asked-decision'
import { letterOf } from '../shared/letters'
import { type Votes, chosenBy, votesOn } from './totals'

interface Row {
  id: string
  letter: string
  text: string
  now: number
  before: number | null
}

/** Sorted by the last vote; letters stay with their options. A full row is everybody who voted, so that lengths compare as numbers do. */
export function Results({ asked, votes: { first, last } }: { asked: AskedView; votes: Votes }) {
  const rows = asked.options
    .map(
      ({ id, text }, i): Row => ({
        ...{ id, text },
        letter: letterOf(i),
        now: chosenBy(last, asked.id, id),
        before: first && chosenBy(first, asked.id, id),
      }),
    )
    .sort((a, b) => b.now - a.now)
  const all = Math.max(votesOn(last, asked.id), first ? votesOn(first, asked.id) : 0, 1)
  const most = rows[0]?.now ?? 0
  return (
    <ol className="flex flex-1 flex-col justify-evenly gap-[.35em] leading-snug group-data-[layout$=brief]/fit:gap-[.2em]">
      {rows.map((row) => (
        <li key={row.id} className="grid grid-cols-[1.35em_minmax(0,1fr)_auto] items-center gap-x-[.3em] gap-y-[.12em]">
          <b className="self-start font-semibold text-accent">{row.letter}</b>
          <span className={`col-span-2 ${row.now === most && most > 0 ? 'font-semibold' : ''}`}>{row.text}</span>
          <Track {...row} all={all} />
          <Numbers {...row} />
        </li>
      ))}
    </ol>
  )
}

function Numbers({ now, before }: Row) {
  const t = useTranslations('liveProjector')
  return (
    <p className={`text-end leading-none tabular-nums ${before === null ? 'min-w-[1.8em]' : 'min-w-[4.4em]'}`}>
      {before !== null && (
        <span className="text-ink-2">
          <span className="sr-only">{t('firstVote')}: </span>
          {before}
          <span aria-hidden="true"> → </span>
          <span className="sr-only">, {t('lastVote')}: </span>
        </span>
      )}
      <b
        className={`text-fit-lg font-semibold leading-none group-data-[layout$=brief]/fit:text-fit-md ${before === null ? '' : 'wall-appear wall-then'}`}
      >
        {now}
      </b>
    </p>
  )
}

/** The smallest difference in which an arrow fits, as a share of everybody. */
const ROOM = 0.04

/** The first vote is an outline, which the last one fills: a gain is lighter, a loss stays empty. The arrow shows the direction. */
function Track({ now, before, all }: Row & { all: number }) {
  const [to, from] = [now / all, (before ?? now) / all]
  const at = (share: number) => `${100 * share}%`
  const gained = before !== null && to > from
  const moved = before !== null && Math.abs(to - from) > ROOM
  return (
    <svg
      aria-hidden="true"
      className="col-start-2 h-[1.25em] w-full overflow-visible group-data-[layout$=brief]/fit:h-[.8em] squarish:group-data-[layout$=brief]/fit:h-[.5em]"
    >
      <rect className="fill-line-2" width="100%" height="100%" rx=".25em" />
      {before !== null && (
        <rect
          className={`wall-grow fill-bg stroke-control ${gained ? 'wall-before' : ''}`}
          width={at(from)}
          height="100%"
          rx=".25em"
          strokeWidth=".1em"
          strokeDasharray=".28em .18em"
        />
      )}
      <g className={before === null ? 'wall-grow' : 'wall-grow wall-then'}>
        <rect
          className={`fill-accent ${before !== null && to > 0 ? 'stroke-accent' : ''}`}
          width={at(Math.min(from, to))}
          height="100%"
          rx=".25em"
          strokeWidth=".1em"
        />
        {gained && (
          <>
            <rect className="fill-accent opacity-60" x={at(from)} width={at(to - from)} height="100%" rx=".25em" />
            <rect className="fill-bg" x={at(from)} width=".16em" height="100%" />
          </>
        )}
      </g>
      {moved && (
        <g className="wall-appear wall-then">
          <svg x={at(to)} overflow="visible">
            <svg x={gained ? '-1.35em' : '.4em'} y="12%" width=".95em" height="76%" viewBox="0 0 24 24">
              <path
                className={gained ? 'stroke-on-accent' : 'stroke-ink-2'}
                d={gained ? 'M4 12h16m-7-7 7 7-7 7' : 'M20 12H4m7-7-7 7 7 7'}
                fill="none"
                strokeWidth="3.5"
                strokeLinecap="round"
                strokeLinejoin="round"
              />
            </svg>
          </svg>
        </g>
      )}
    </svg>
  )
}
