/**
 * What is kept of a vote once its answers are gone: what the whole room has seen, and of the rest nothing from which a number of one or
 * two can be worked out.
 */
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
  /** How many chose soundly, or judged correctly; null if it is unknown. */
  sound: SafeCount | null
  /** Null if nobody could say that they would. */
  reported: SafeCount | null
  row: (asked: string) => QuestionSummary
}

/** Which numbers of a vote the room has seen: hiding them afterwards would protect nobody. */
export interface SeenVote {
  options: boolean
  sound: boolean
  reported: boolean
}
const UNSEEN: SeenVote = { options: false, sound: false, reported: false }

/** Null for a vote that was too small to hide in and was not shown, hands included. */
export function voteSummary(total: Tally & { sound?: number | null }, crowd: Crowd, seen = UNSEEN): VoteSummary | null {
  const open = shown(total)
  if (!open || (open.voted < crowd.shown && !seen.options)) return null
  const { voted, counts, reported } = open
  const kept = (n: number, isSeen: boolean) => (isSeen ? n : safeCount(n, voted, crowd))
  const sound = total.sound == null ? null : kept(total.sound, seen.options || seen.sound)
  const half = Math.floor(voted / 2) + 1
  // If the sound voters, or the others, are one more than a bare majority, naming the majority's option could single out one person.
  const leavesOne = typeof sound === 'number' && [sound, voted - sound].includes(half + 1)
  return {
    voted,
    sound,
    reported: reported === undefined ? null : kept(reported, seen.reported),
    row: (asked) => {
      const row = Object.entries(counts[asked] ?? {}).filter(([, n]) => n > 0)
      const whole = seen.options || row.every(([, n]) => n >= crowd.kept)
      const most = row.find(([, n]) => n >= half)?.[0] ?? null
      return { counts: whole ? Object.fromEntries(row) : null, most: whole || !leavesOne ? most : null }
    },
  }
}
