import { type Crowd, type Tally, shown } from './ballot'
import { ratingOf } from '../debrief/ratings'
import { type Rating, RATINGS, LOOKS } from '../play/events'
import { type FlagTotals, flagsShown } from './flags'
import type { RoomScript } from './script'

export interface Round extends Tally {
  /** How many chose soundly, or judged correctly; null if it is unknown. */
  sound: number | null
  /** How many gave each rating. Only the debrief shows them. */
  ratings: Partial<Record<Rating, number>>
}
export interface MomentTotals {
  rounds: Round[]
  /** How many chose differently in the last vote than in the first; null if unknown. */
  changed: number | null
  /** Out of how many: those in both the first and the last vote. Left out if unknown. */
  twice?: number
  checks: Tally
  words: Tally
  flags: FlagTotals
}
const NOTHING: Tally = { voted: 0, counts: {} }
export const NO_TOTALS: MomentTotals = { rounds: [], changed: null, checks: NOTHING, words: NOTHING, flags: { by: 0, counts: {} } }

/** The share that chose soundly, in the first vote and the last; `last` is null if there is only one usable vote. */
export interface SoundShares {
  first: number
  last: number | null
  counts: { n: number; of: number }[]
}
/** What the room chose, once it may be seen. `null` for a round with too few votes. The last round says how many would report, if known. */
export interface TotalsView {
  rounds: (Tally | null)[]
  changed: number | null
  twice?: number
  flags: FlagTotals | null
}

export const totalsView = (script: RoomScript, { rounds, changed, twice, flags }: MomentTotals): TotalsView => {
  const seen = rounds.map((round) => shown(round))
  const last = seen.length - 1
  const isKnown = changed !== null && seen.length > 1 && seen[0] && seen.at(-1)
  return {
    rounds: seen.map((round, i) => round && withReported(round, i === last && !round.counts.looks)),
    changed: isKnown ? changed : null,
    ...(isKnown && twice !== undefined && { twice }),
    flags: flagsShown(script, flags),
  }
}
const withReported = ({ reported, ...round }: Tally, isAsked: boolean): Tally => ({
  ...round,
  ...(isAsked && reported !== undefined && { reported }),
})
export const checksView = ({ checks }: MomentTotals): TotalsView => ({ rounds: [shown(checks)], changed: null, flags: null })

/** What a facilitator works with while people answer: the number of answers, and the totals only if there are enough. */
export const totalsForFacilitator = (script: RoomScript, { rounds, changed, twice, checks, words, flags }: MomentTotals): MomentTotals => ({
  rounds: rounds.map((round) => ({ ...round, ratings: {}, ...(round.few && { counts: {}, sound: null, reported: 0 }) })),
  changed: rounds.some((round) => round.few) ? null : changed,
  ...(twice !== undefined && !rounds.some((round) => round.few) && { twice }),
  checks: uncounted(checks),
  words: uncounted(words),
  flags: flagsShown(script, flags) ?? { ...flags, counts: {} },
})
const uncounted = <T extends { few?: boolean }>(total: T): T => (total.few ? { ...total, counts: {} } : total)

export const shownLast = (rounds: MomentTotals['rounds']): Tally | null => {
  const last = rounds.at(-1)
  return last ? shown(last) : null
}

/** How many voters chose soundly or judged correctly. Those who are unsure are neither right nor wrong. */
function soundCount(round: Round, crowd: Crowd): SoundShares['counts'][0] | null {
  const settled = round.voted - (round.counts.looks?.unsure ?? 0)
  return shown(round) && round.sound !== null && settled >= crowd.shown ? { n: round.sound, of: settled } : null
}
export function soundOf({ rounds }: Pick<MomentTotals, 'rounds'>, crowd: Crowd): SoundShares | null {
  const all = rounds.map((round) => soundCount(round, crowd)).filter((count) => count !== null)
  const counts = all.length > 1 ? [all[0]!, all.at(-1)!] : all
  const [first, last] = counts.map(({ n, of }) => n / of)
  return first === undefined ? null : { first, last: last ?? null, counts }
}

export function judgedRating({ voted, counts }: Tally): RoomRating {
  const sum = LOOKS.reduce((all, looks) => all + ratingOf(looks) * (counts.looks?.[looks] ?? 0), 0)
  return { mean: sum / voted, said: voted }
}

export interface RoomRating {
  mean: number
  said: number
}
export function roomRatingOf(totals: Pick<MomentTotals, 'rounds'>, crowd: Crowd): RoomRating | null {
  const last = lastRated(totals, crowd)
  return last && { mean: last.counts.reduce((sum, [rating, n]) => sum + rating * n, 0) / last.said, said: last.said }
}
/** How many thought it genuine, could not tell, or thought it an approach, in the last vote that enough rated. */
export function lookedOf(totals: Pick<MomentTotals, 'rounds'>, crowd: Crowd): Tally | null {
  const last = lastRated(totals, crowd)
  if (!last) return null
  const [genuine, unsure, approach] = [[1, 2], [3], [4, 5]].map((group) =>
    last.counts.reduce((sum, [rating, n]) => (group.includes(rating) ? sum + n : sum), 0),
  )
  return { voted: last.said, counts: { looks: { genuine: genuine!, unsure: unsure!, approach: approach! } } }
}
function lastRated({ rounds }: Pick<MomentTotals, 'rounds'>, crowd: Crowd) {
  const ratings = rounds.filter((r) => shown(r)).map((r) => RATINGS.map((rating) => [rating, r.ratings[rating] ?? 0] as const))
  const summed = ratings.map((counts) => ({ counts, said: counts.reduce((sum, [, n]) => sum + n, 0) }))
  return summed.findLast(({ said }) => said >= crowd.shown) ?? null
}
