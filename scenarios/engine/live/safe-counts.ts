/** What is kept of a vote once its answers are gone: nothing from which a number of one or two can be worked out. */
import { type Crowd, type Tally, shown } from './ballot'

/** How many of a vote. If that would leave one or two on either side, it says only which side. */
export type SafeCount = number | 'few' | 'most'
export function safeCount(n: number, voted: number, { kept }: Crowd): SafeCount {
  if (n > 0 && n < kept) return 'few'
  return n < voted && voted - n < kept ? 'most' : n
}
export const isMost = (part: SafeCount, voted: number): boolean => part === 'most' || (part !== 'few' && part * 2 > voted)

export interface QuestionSummary {
  /** By option, without those that got no votes; null if one or two chose some option. */
  counts: Record<string, number> | null
  most: string | null
}
export interface VoteSummary {
  voted: number
  /** How many chose without loss, or judged correctly; null if it is unknown. */
  sound: SafeCount | null
  reported: SafeCount
  row: (asked: string) => QuestionSummary
}

/** Null for a room too small to hide in, hands included, because others read the summary than those who counted the hands. */
export function voteSummary(total: Tally & { sound?: number | null }, crowd: Crowd): VoteSummary | null {
  const open = shown(total)
  if (!open || open.voted < crowd.shown) return null
  const { voted, counts, reported = 0 } = open
  const sound = total.sound == null ? null : safeCount(total.sound, voted, crowd)
  const half = Math.floor(voted / 2) + 1
  // If the sound voters, or the others, are one more than a bare majority, naming the majority's option could single out one person.
  const leavesOne = typeof sound === 'number' && [sound, voted - sound].includes(half + 1)
  return {
    voted,
    sound,
    reported: safeCount(reported, voted, crowd),
    row: (asked) => {
      const row = Object.entries(counts[asked] ?? {}).filter(([, n]) => n > 0)
      const whole = row.every(([, n]) => n >= crowd.kept)
      const most = row.find(([, n]) => n >= half)?.[0] ?? null
      return { counts: whole ? Object.fromEntries(row) : null, most: whole || !leavesOne ? most : null }
    },
  }
}
