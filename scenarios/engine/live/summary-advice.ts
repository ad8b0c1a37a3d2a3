import { type SafeCount, isMost } from './safe-counts'
import { sortSigns } from './flags'
import type { SummaryFlag, SummaryMoment, RoomSummary } from './summary'

/** `most`: `told` is as many as it can have been, because a number of one or two is not kept. `alone`: moments with hands were left out. */
type NextStep =
  | { id: 'report'; told: number; votes: number; most: boolean; alone: boolean }
  | { id: 'judge' | 'choices' | 'signs' | 'more' | 'ending' | 'again' }
/** Fewer moments than this are not enough to say that a room did well. */
const ENOUGH = 3
export function nextStepOf({ variant, moments, outcome }: RoomSummary): NextStep {
  const own = moments.filter(({ whatIf }) => !whatIf)
  const lacked = (parts: readonly (SafeCount | null)[], voted: readonly (number | null)[]) => {
    const last = parts.at(-1)
    return last != null && !isMost(last, voted.at(-1)!)
  }
  const telling = tellingOf(own)
  if (telling.told * 2 < telling.votes) return { id: 'report', ...telling }
  if (own.some(({ title, sound, voted }) => title === null && lacked(sound, voted))) return { id: 'judge' }
  const chosen = own.filter(({ title, sound }) => title !== null && sound.at(-1) != null)
  if (4 * chosen.filter(({ sound, voted }) => lacked(sound, voted)).length > chosen.length) return { id: 'choices' }
  const { caught, missed } = signsOf(own)
  if (variant === 'hostile' && missed.length > caught.length) return { id: 'signs' }
  if (chosen.length < ENOUGH) return { id: 'more' }
  return { id: !outcome || outcome === 'held' ? 'again' : 'ending' }
}

/** Over the chances that were voted on by devices alone, because a hand has no button and its silence says nothing. */
function tellingOf(own: readonly SummaryMoment[]): Omit<Extract<NextStep, { id: 'report' }>, 'id'> {
  const chances = own.filter(({ chance, reported }) => chance && reported.at(-1) != null)
  const alone = chances.filter(({ hands }) => !hands)
  const last = alone.map(({ reported, voted }) => ({ part: reported.at(-1)!, of: voted.at(-1)! }))
  return {
    told: last.reduce((sum, { part, of }) => sum + atMost(part, of), 0),
    votes: last.reduce((sum, { of }) => sum + of, 0),
    most: last.some(({ part }) => typeof part === 'string'),
    alone: alone.length < chances.length,
  }
}
const atMost = (part: SafeCount, of: number): number => (part === 'few' ? 2 : part === 'most' ? of - 1 : part)

/** @returns each with how many flagged anything in its moment, if that is kept */
export function signsOf(moments: readonly SummaryMoment[]): Record<'caught' | 'missed', (SummaryFlag & { of: number | null })[]> {
  const own = moments.filter(({ whatIf }) => !whatIf)
  return sortSigns(own.flatMap(({ flags, flaggedBy }) => flags.map((flag) => ({ ...flag, of: flaggedBy }))))
}
