import { type SafeCount, isMost } from './safe-counts'
import { sortSigns } from './flags'
import type { SummaryFlag, SummaryMoment, RoomSummary } from './summary'

type NextStep = 'report' | 'judge' | 'choices' | 'signs' | 'more' | 'again'
/** Fewer moments than this are not enough to say that a room did well. */
const ENOUGH = 3
export function nextStepOf({ variant, moments }: RoomSummary): NextStep {
  const own = moments.filter(({ whatIf }) => !whatIf)
  const lacked = (parts: readonly (SafeCount | null)[], voted: readonly (number | null)[]) => {
    const last = parts.at(-1)
    return last != null && !isMost(last, voted.at(-1)!)
  }
  const chances = own.filter(({ chance, reported }) => chance && reported.at(-1) != null)
  if (2 * chances.filter(({ reported, voted }) => lacked(reported, voted)).length > chances.length) return 'report'
  if (own.some(({ title, sound, voted }) => title === null && lacked(sound, voted))) return 'judge'
  const chosen = own.filter(({ title, sound }) => title !== null && sound.at(-1) != null)
  if (4 * chosen.filter(({ sound, voted }) => lacked(sound, voted)).length > chosen.length) return 'choices'
  const signs = variant === 'hostile' ? signsOf(moments) : null
  if (signs && signs.missed.length > signs.caught.length) return 'signs'
  return chosen.length < ENOUGH ? 'more' : 'again'
}

/** The most signs in each list. */
const MOST_SIGNS = 3
export function signsOf(moments: readonly SummaryMoment[]): { caught: SummaryFlag[]; missed: SummaryFlag[] } {
  const { caught, missed } = sortSigns(moments.filter(({ whatIf }) => !whatIf).flatMap(({ flags }) => flags))
  return { caught: caught.slice(0, MOST_SIGNS), missed: missed.slice(0, MOST_SIGNS) }
}
