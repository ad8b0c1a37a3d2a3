/** Totals, and what of them may be seen by whom. */
import { type Tally, SHOWN_FROM, shown } from './ballot'
import type { Role, RoomScript } from './room-view'

/** What participants have sent in one moment, as totals. */
export interface MomentTotals {
  /** The first vote, the second and so on. */
  rounds: (Tally & { /** How many of them chose without loss; null where it cannot be said. */ sound: number | null })[]
  checks: Tally
  flags: FlagTotals
}
export interface FlagTotals {
  /** How many flagged anything at all. */
  by: number
  counts: Record<string, number>
}
export const NO_TOTALS: MomentTotals = { rounds: [], checks: { voted: 0, counts: {} }, flags: { by: 0, counts: {} } }

/** The share that chose without loss, in the first and the last vote. */
export interface SoundShares { first: number; last: number }
/** What the room chose, once it may be seen. `null` for a round in which too few voted. */
export interface TotalsView {
  rounds: (Tally | null)[]
  /** Flags by segment; null where too few flagged. */
  flags: FlagTotals | null
}

/** Flags on details of origin are never projected, nor sent to a phone: a room must not point at them. */
export function flagsShown({ compiled: { key } }: RoomScript, { by, counts }: FlagTotals, role: Role): FlagTotals | null {
  if (by < SHOWN_FROM && role !== 'host') return null
  return { by, counts: Object.fromEntries(Object.entries(counts).filter(([id]) => role === 'host' || key.segments[id]?.about !== 'origin')) }
}
export const totalsView = (script: RoomScript, { rounds, flags }: MomentTotals, role: Role): TotalsView => ({
  rounds: rounds.map(({ voted, counts }) => shown({ voted, counts })),
  flags: flagsShown(script, flags, role),
})

export const shownLast = (rounds: MomentTotals['rounds']): Tally | null => {
  const last = rounds.at(-1)
  return last ? shown({ voted: last.voted, counts: last.counts }) : null
}
export function soundOf({ rounds }: MomentTotals): SoundShares | null {
  const voted = rounds.filter((r) => r.voted >= SHOWN_FROM && r.sound !== null)
  if (voted.length === 0) return null
  const share = (r: (typeof voted)[number]) => r.sound! / r.voted
  return { first: share(voted[0]!), last: share(voted.at(-1)!) }
}
