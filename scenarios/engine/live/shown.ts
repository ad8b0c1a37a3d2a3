/** Totals, and who may see which part of them. */
import { type Tally, SHOWN_FROM, shown } from './ballot'
import type { Screen, RoomScript } from './script'

/** The totals of what participants sent in one moment. */
export interface MomentTotals {
  /** The first vote, the second and so on. `sound` is how many of them chose without loss; null if it is unknown. */
  rounds: (Tally & { sound: number | null })[]
  checks: Tally
  flags: FlagTotals
}
export interface FlagTotals {
  /** How many flagged anything at all. */
  by: number
  counts: Record<string, number>
  /** Too few have flagged, or remain: the totals are shown to nobody. */
  few?: boolean
}
export const NO_TOTALS: MomentTotals = { rounds: [], checks: { voted: 0, counts: {} }, flags: { by: 0, counts: {} } }

/** The share that chose without loss, in the first and the last vote. */
export interface SoundShares {
  first: number
  last: number
}
/** What the room chose, once it may be seen. `null` for a round with too few votes. */
export interface TotalsView {
  rounds: (Tally | null)[]
  /** Flags by segment; null if too few people flagged. */
  flags: FlagTotals | null
}

/** Flags on details of origin are never projected or sent to a phone: a room must not point at them. */
export function flagsShown({ compiled: { key } }: RoomScript, { by, counts, few }: FlagTotals, role: Screen): FlagTotals | null {
  if (by < SHOWN_FROM || few) return null
  return {
    by,
    counts: Object.fromEntries(Object.entries(counts).filter(([id]) => role === 'host' || key.segments[id]?.about !== 'origin')),
  }
}
export const totalsView = (script: RoomScript, { rounds, flags }: MomentTotals, role: Screen): TotalsView => ({
  rounds: rounds.map(shown),
  flags: flagsShown(script, flags, role),
})

/** What a facilitator works with while people answer: the number of answers, and the totals only if there are enough. */
export const totalsForHost = ({ rounds, checks, flags }: MomentTotals): MomentTotals => ({
  rounds: rounds.map((round) => (round.few ? { ...round, counts: {}, sound: null } : round)),
  checks: checks.few ? { ...checks, counts: {} } : checks,
  flags: flags.few ? { ...flags, counts: {} } : flags,
})

export const shownLast = (rounds: MomentTotals['rounds']): Tally | null => {
  const last = rounds.at(-1)
  return last ? shown(last) : null
}
export function soundOf({ rounds }: MomentTotals): SoundShares | null {
  const voted = rounds.filter((r) => shown(r) && r.sound !== null)
  if (voted.length === 0) return null
  const share = (r: (typeof voted)[number]) => r.sound! / r.voted
  return { first: share(voted[0]!), last: share(voted.at(-1)!) }
}
