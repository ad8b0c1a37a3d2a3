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

/** The room saw a sentence if a quarter of those who flagged anything in its moment flagged it. */
export const isSeen = (flagged: number | null, by: number | null): boolean => flagged !== null && by !== null && by > 0 && flagged * 4 >= by

interface Flagged {
  label: string
  quote: string
  sign: boolean
  flagged: number | null
  seen: boolean
}
/**
 * The signs that the room saw, most flagged first, and those that it missed, each kind of sign in one of both lists and once. What looks
 * like a sign elsewhere and was flagged there was not missed.
 */
export function sortSigns<T extends Flagged>(flags: readonly T[]): { caught: T[]; missed: T[] } {
  const signs = flags.filter(({ sign }) => sign)
  const seen = new Set(flags.filter((one) => one.seen).flatMap(({ label, quote }) => [label, quote]))
  const caught = signs.filter((one) => one.seen).sort((a, b) => b.flagged! - a.flagged!)
  const missed = signs.filter(({ label, quote }) => !seen.has(label) && !seen.has(quote))
  return { caught: oncePerLabel(caught), missed: oncePerLabel(missed) }
}
const oncePerLabel = <T extends Flagged>(flags: T[]): T[] =>
  flags.filter(({ label }, i) => flags.findIndex((one) => one.label === label) === i)
