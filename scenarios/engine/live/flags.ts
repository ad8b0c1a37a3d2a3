/** What people flagged, counted once: cockpit, projector, phones and summary all show these figures. */
import { type Crowd, areFew } from './ballot'
import type { RoomScript } from './script'

export interface FlagTotals {
  /** How many flagged anything. */
  by: number
  /** By sentence. */
  counts: Record<string, number>
  /** Too few have flagged, or remain, so nobody may see the totals. */
  few?: boolean
  /** Flags on where somebody comes from were left out, because a room must not point at that. */
  withheld?: boolean
}

export function countFlags(rows: readonly { flags: readonly string[]; n: number }[], crowd: Crowd, present: number): FlagTotals {
  const counts: FlagTotals['counts'] = {}
  let by = 0
  for (const { flags, n } of rows) {
    if (flags.length > 0) by += n
    for (const segment of flags) counts[segment] = (counts[segment] ?? 0) + n
  }
  return { by, counts, ...(areFew(by, present, crowd) && { few: true }) }
}

/**
 * What any screen may show, the facilitator's too: null if too few flagged. A sentence that only one or two people flagged would point at
 * them, so it has no number.
 */
export function flagsShown({ compiled: { key }, crowd }: RoomScript, { by, counts, few }: FlagTotals): FlagTotals | null {
  if (by === 0 || few) return null
  const enough = Object.entries(counts).filter(([, n]) => n >= crowd.kept)
  const isOrigin = ([id]: [string, number]) => key.segments[id]?.about === 'origin'
  return { by, counts: Object.fromEntries(enough.filter((one) => !isOrigin(one))), ...(enough.some(isOrigin) && { withheld: true }) }
}

/**
 * How much of a room saw a sentence: at least half of those who flagged anything in its moment, at least a quarter, or fewer. A number that
 * is withheld counts as fewer. Null if too few flagged to say.
 */
export function sawIn(flagged: number | null, by: number | null): 'room' | 'some' | 'few' | null {
  if (!by) return null
  if (flagged === null || flagged * 4 < by) return 'few'
  return flagged * 2 < by ? 'some' : 'room'
}
export function isSeen(flagged: number | null, by: number | null): boolean | null {
  const saw = sawIn(flagged, by)
  return saw && saw !== 'few'
}

/** The signs that a room noticed, most flagged first, and those that it missed, fewest first: each sentence by itself. */
export function sortSigns<T extends { sign: boolean; flagged: number | null; seen: boolean | null }>(
  flags: readonly T[],
): Record<'caught' | 'missed', T[]> {
  const signs = flags.filter(({ sign }) => sign)
  const caught = signs.filter(({ seen }) => seen === true).sort((a, b) => b.flagged! - a.flagged!)
  const missed = signs.filter(({ seen }) => seen === false).sort((a, b) => (a.flagged ?? 0) - (b.flagged ?? 0))
  return { caught, missed }
}
