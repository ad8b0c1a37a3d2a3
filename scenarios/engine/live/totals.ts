/** What the answers of one moment add up to. Computed from the answers, never from a counter. */
import { type Ballot, REPORTED, type Tally, actOf, areFew, tally } from './ballot'
import { countFlags } from './flags'
import { type JudgementChoice, LOOKS } from '../play/events'
import { type Decision, isAct, offered, sceneOf } from '../play/play'
import { type RoomHistory, roomState } from './room'
import { type RoomState, isInMoment } from './room-state'
import type { MomentTotals, Round } from './shown-totals'
import type { RoomScript } from './script'
import { worthsIn } from './option-worth'

/** Equal answers, and how many gave them. `about` is a vote, or `flags`. */
export interface AnswerCount {
  about: string
  answer: Ballot | string[] | Hands
  n: number
}
export interface Move {
  before: Ballot
  after: Ballot
  n: number
}
/** What a facilitator counted: hands by option of the act, `looks` or check, and as `reported` those who would report. */
export interface Hands {
  hands: Record<string, number>
}

/**
 * The room as it was when a moment was last open, with what was on offer then. A what-if that goes back into a moment counts while the
 * session is there; its changes (a check, a vote) are not the room's own, and are left out afterwards.
 */
export function momentState(history: RoomHistory, moment: number): RoomState | null {
  const now = roomState(history)
  if (now.moment === moment && now.phase !== 'closed' && now.phase !== 'consequence') return now
  const at = history.findLastIndex((_, v) => {
    const state = roomState(history, v)
    return state.moment === moment && isInMoment(state.phase) && state.whatIf === roomState(history, moment).whatIf
  })
  return at < 0 ? null : roomState(history, at)
}

/** @param moves from the first vote to the last; null if they were not counted */
export function momentTotals(
  script: RoomScript,
  history: RoomHistory,
  moment: number,
  answers: readonly AnswerCount[],
  present = Number.POSITIVE_INFINITY,
  moves: readonly Move[] | null = null,
): MomentTotals {
  const state = momentState(history, moment)
  const decisions = state?.play.phase === 'scene' ? offered(sceneOf(script.play, state.play), state.play) : []
  const votes = new Map<string, AnswerCount[]>()
  for (const answer of answers) votes.set(answer.about, [...(votes.get(answer.about) ?? []), answer])
  const summed = (about: string, open: Decision[]) => sumOf(script, open, votes.get(about) ?? [], present)
  // The answers of an undone vote are still there, but it no longer belongs to the moment.
  const rounds = Array.from({ length: Math.min(lastRound(votes.keys()), state?.round ?? 0) }, (_, i) => {
    const cast = votes.get(`round-${i + 1}`) ?? []
    return {
      ...sumOf(script, decisions, cast, present),
      sound: soundCount(script, state!, decisions, cast),
      ratings: ratingsIn(decisions, cast),
    }
  })
  return {
    rounds,
    // Nobody can know whether a person raised the same hand twice.
    ...(moves && rounds.length === state?.round && !answers.some(isByHand) ? changedIn(script, decisions, moves, present) : UNKNOWN),
    checks: summed(`checks-${state?.asked}`, []),
    words: summed(`words-${state?.worded}`, decisions),
    flags: countFlags(
      (votes.get('flags') ?? []).map(({ answer, n }) => ({ flags: answer as string[], n })),
      script.crowd,
      present,
    ),
  }
}

const UNKNOWN = { changed: null }
/** How many of those who voted first and last chose another act, or judged differently; null if they are too few. */
function changedIn(
  { crowd }: RoomScript,
  decisions: Decision[],
  moves: readonly Move[],
  present: number,
): Pick<MomentTotals, 'changed' | 'twice'> {
  const act = decisions.find(isAct)
  const choice = (ballot: Ballot): string | undefined =>
    ballot.kind === 'judge'
      ? ballot.looks
      : ballot.kind === 'decide'
        ? act?.options.find((o) => o.id === ballot.choices[act.id])?.id
        : undefined
  const pairs = moves
    .map(({ before, after, n }) => ({ before: choice(before), after: choice(after), n }))
    .filter((m) => m.before && m.after)
  const twice = pairs.reduce((sum, { n }) => sum + n, 0)
  if (twice === 0 || areFew(twice, present, crowd)) return UNKNOWN
  return { changed: pairs.reduce((sum, { before, after, n }) => sum + (before === after ? 0 : n), 0), twice }
}
const lastRound = (votes: Iterable<string>): number =>
  Math.max(0, ...[...votes].filter((v) => v.startsWith('round-')).map((v) => Number(v.slice('round-'.length))))

export const isHands = (answer: AnswerCount['answer']): answer is Hands => 'hands' in answer
const isByHand = ({ about, answer }: AnswerCount): boolean => about.startsWith('round-') && isHands(answer)

function sumOf({ crowd }: RoomScript, decisions: Decision[], cast: AnswerCount[], present: number): Tally {
  const ballots = cast.filter((c) => !isHands(c.answer)).flatMap((c) => Array<Ballot>(c.n).fill(c.answer as Ballot))
  const sum = tally(decisions, ballots)
  if (areFew(sum.voted, present, crowd)) sum.few = true
  for (const { answer } of cast) {
    if (!isHands(answer)) continue
    const act = decisions.find(isAct)
    const { [REPORTED]: reported = 0, ...hands } = answer.hands
    for (const [option, n] of Object.entries(hands)) {
      const asked = act?.options.some((o) => o.id === option) ? act.id : decisions.length > 0 ? null : isLooks(option) ? 'looks' : 'check'
      if (asked === null || n === 0) continue
      const row = (sum.counts[asked] ??= {})
      row[option] = (row[option] ?? 0) + n
      sum.voted += n
      sum.hands = (sum.hands ?? 0) + n
    }
    // The facilitator counts hands for a report separately, so limit them to those who voted.
    if (act && reported > 0) sum.reported = Math.min(sum.voted, (sum.reported ?? 0) + reported)
  }
  return sum
}
const isLooks = (option: string): option is JudgementChoice => (LOOKS as readonly string[]).includes(option)

function ratingsIn(decisions: Decision[], cast: AnswerCount[]): Round['ratings'] {
  const ratings: Round['ratings'] = {}
  for (const { answer, n } of cast) {
    if (isHands(answer) || !('kind' in answer) || answer.kind !== 'decide' || !answer.rating) continue
    if (!actOf(decisions).options.some((o) => o.id === answer.choices[actOf(decisions).id])) continue
    ratings[answer.rating] = (ratings[answer.rating] ?? 0) + n
  }
  return ratings
}

/** How many chose an act that none offered there is better than, or judged correctly. */
function soundCount(script: RoomScript, state: RoomState, decisions: Decision[], cast: AnswerCount[]): number {
  let sound = 0
  const act = decisions.find(isAct)
  const worths = act ? worthsIn(script, state.play) : {}
  const isGood = (option = ''): boolean => worths[option] === 'sound'
  const isRight = (looks: string) => looks === (script.compiled.key.variant === 'hostile' ? 'approach' : 'genuine')
  for (const { answer, n } of cast) {
    if (isHands(answer)) {
      for (const [option, hands] of Object.entries(answer.hands)) {
        if (hands === 0 || option === REPORTED) continue
        sound += (act ? isGood(option) : isRight(option)) ? hands : 0
      }
    } else if ('kind' in answer && answer.kind === 'judge') sound += isRight(answer.looks) ? n : 0
    else if ('kind' in answer && answer.kind === 'decide') sound += act && isGood(answer.choices[act.id]) ? n : 0
  }
  return sound
}
