/**
 * What the cockpit counts before the room has seen a vote. A number that moved with each answer would tell whose it was, for instance that
 * of somebody whose phone had just come back. So it keeps to answers it has counted, until enough new ones hide each other.
 */
import { type Crowd, type Tally, lastVote } from './ballot'
import type { FlagTotals } from './flags'
import type { RoomState } from './room-state'
import type { MomentTotals, Round } from './shown-totals'
import { type AnswerCount, isHands } from './totals'

/** Answers from phones that the cockpit counts, by vote and for flags. */
export type Counted = Readonly<Record<string, readonly Omit<AnswerCount, 'about'>[]>>

/** Who is connected through one process, as it last looked. */
export interface Waiting {
  /** `voteIn`; null if there was no vote. */
  vote: string | null
  /** How many are there and had not answered it, when it had this many answers. */
  waiting: number
  answered: number
  here: number
}
export const NOBODY_WAITS: Waiting = { vote: null, waiting: 0, answered: 0, here: 0 }

/** Identifies the open or last vote within the session. */
export const voteIn = (state: RoomState): string | null => {
  const about = lastVote(state)
  return about && `${state.moment}/${about}`
}

/** A talk is no reveal: who could see its totals could open and undo it after each answer. */
const BEFORE_REVEAL: readonly RoomState['phase'][] = ['reading', 'checking', 'weighed', 'voting', 'discussing']
function isUnseen({ phase, asked, worded }: RoomState, about: string): boolean {
  if (about.startsWith('checks-')) return phase === 'checking' && about === `checks-${asked}`
  if (about.startsWith('words-')) return phase === 'wording' && about === `words-${worded}`
  return BEFORE_REVEAL.includes(phase)
}

/**
 * What the cockpit counts from now on.
 * @param before what it counted so far in this moment
 * @param state null if the room has left the moment
 * @param there one entry for each process
 */
export function countSteadily(
  before: Counted,
  answers: readonly AnswerCount[],
  state: RoomState | null,
  there: readonly Waiting[],
  crowd: Crowd,
): Counted {
  const now: Record<string, Counted[string]> = {}
  for (const { about, answer, n } of answers) if (!isHands(answer)) now[about] = [...(now[about] ?? []), { answer, n }]
  const kept = Object.entries(now).filter(
    ([about, rows]) =>
      !state || !isUnseen(state, about) || mayMove(about, sizeOf(about, before[about]), sizeOf(about, rows), state, there, crowd),
  )
  return { ...before, ...Object.fromEntries(kept) }
}

/** At least `kept` are new, and the others who are there are as many, or none. */
function mayMove(about: string, before: number, now: number, state: RoomState, there: readonly Waiting[], crowd: Crowd): boolean {
  if (now < crowd.shown || now - before < crowd.kept) return false
  // Who has gone counts as still there, because then fewer seem to be left. Some never flag, so it never is everybody.
  if (about === 'flags') return there.reduce((sum, { here }) => sum + here, 0) - now >= crowd.kept
  const vote = voteIn(state)
  if (vote !== `${state.moment}/${about}`) return false
  if (there.every((one) => one.vote === vote && one.waiting === 0 && one.answered === now)) return true
  // Some of those who waited when a process last looked may have answered since.
  const left = there.map((one) => (one.vote === vote ? Math.max(0, one.waiting - Math.max(0, now - one.answered)) : 0))
  return left.reduce((sum, n) => sum + n, 0) >= crowd.kept
}
const sizeOf = (about: string, rows: Counted[string] = []): number =>
  rows.reduce((sum, { answer, n }) => sum + (about !== 'flags' || (answer as string[]).length > 0 ? n : 0), 0)

/** The answers that `counted` holds, and the hands, which the facilitator counted. */
export const steadyAnswers = (counted: Counted, answers: readonly AnswerCount[]): AnswerCount[] => [
  ...Object.entries(counted).flatMap(([about, rows]) => rows.map((row) => ({ about, ...row }))),
  ...answers.filter(({ answer }) => isHands(answer)),
]

/** @param live all answers @param steady those of `steadyAnswers` */
export const steadyTotals = (live: MomentTotals, steady: MomentTotals): MomentTotals => ({
  ...live,
  rounds: live.rounds.map((round, i): Round => ({ sound: null, ratings: {}, ...steadyTally(round, steady.rounds[i]) })),
  checks: steadyTally(live.checks, steady.checks),
  words: steadyTally(live.words, steady.words),
  flags: steadyFlags(live.flags, steady.flags),
})

function steadyTally<T extends Tally>(live: T, steady: T | undefined): T | Tally {
  if (!steady || steady.voted === 0)
    return live.voted === 0 ? live : { voted: live.voted, counts: {}, ...(live.few && { few: true }), rest: true }
  const few = live.few || steady.few
  return { ...steady, ...(few && { few }), ...(steady.voted < live.voted && { rest: true }) }
}

function steadyFlags(live: FlagTotals, steady: FlagTotals): FlagTotals {
  if (steady.by === 0) return { by: live.by, counts: {}, ...(live.by > 0 && { few: true }) }
  return { ...steady, ...((live.few || steady.few) && { few: true }) }
}
