/** What the answers of one moment add up to. Computed from the answers, never from a counter. */
import { type Ballot, TOLD, type Tally, areFew, hideFewSent, tally } from './ballot'
import { type Choices, type Looks, LOOKS } from '../play/events'
import { type Decision, isAct, offered, sceneOf, submission, submissionAmong } from '../play/play'
import { type RoomHistory, roomState } from './room'
import { type RoomState, isInMoment } from './room-state'
import type { MomentTotals, Round } from './shown'
import type { RoomScript } from './script'
import { scoreAttempt } from '../score/attempt'
import { transition } from '../play/transition'

/** Equal answers, and how many gave them. `about` is a vote, or `flags`. */
export interface AnswerCount {
  about: string
  answer: Ballot | string[] | Hands
  n: number
}
/** What a facilitator counted: hands by option of the act, `looks` or check, and as `told` those who would tell somebody. */
export interface Hands {
  hands: Record<string, number>
}

/**
 * The room as it was when a moment was last open, and with it what was on offer. A what-if that goes back into a moment counts
 * while the session is there; its changes (a check, a vote) are not the room's own, and are left out afterwards.
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

/** @param present people who joined and were not removed */
export function momentTotals(
  script: RoomScript,
  history: RoomHistory,
  moment: number,
  answers: readonly AnswerCount[],
  present = Number.POSITIVE_INFINITY,
): MomentTotals {
  const state = momentState(history, moment)
  const decisions = state?.play.phase === 'scene' ? offered(sceneOf(script.play, state.play), state.play) : []
  const votes = new Map<string, AnswerCount[]>()
  for (const answer of answers) votes.set(answer.about, [...(votes.get(answer.about) ?? []), answer])
  // An undone vote left its answers behind, but no longer belongs to the moment.
  const rounds = Array.from({ length: Math.min(lastRound(votes.keys()), state?.round ?? 0) }, (_, i) => {
    const cast = votes.get(`round-${i + 1}`) ?? []
    const sum = sumOf(decisions, cast, present)
    // Which acts are without loss is no secret to the facilitator: the rest would tell what the few sent.
    const sound = sum.fewSent ? null : soundCount(script, state!, decisions, cast)
    return { ...sum, sound, leans: leansIn(decisions, cast) }
  })
  return {
    rounds,
    checks: sumOf([], votes.get(`checks-${state?.asked}`) ?? [], present),
    flags: flagTotals(votes.get('flags') ?? [], present),
  }
}
const lastRound = (votes: Iterable<string>): number =>
  Math.max(0, ...[...votes].filter((v) => v.startsWith('round-')).map((v) => Number(v.slice('round-'.length))))

const isHands = (answer: AnswerCount['answer']): answer is Hands => 'hands' in answer

function sumOf(decisions: Decision[], cast: AnswerCount[], present: number): Tally {
  const ballots = cast.filter((c) => !isHands(c.answer)).flatMap((c) => Array<Ballot>(c.n).fill(c.answer as Ballot))
  const sum = hideFewSent(decisions, tally(decisions, ballots))
  if (areFew(sum.voted, present)) sum.few = true
  for (const { answer } of cast) {
    if (!isHands(answer)) continue
    const act = decisions.find(isAct)
    const { [TOLD]: told = 0, ...hands } = answer.hands
    for (const [option, n] of Object.entries(hands)) {
      const asked = act?.options.some((o) => o.id === option) ? act.id : decisions.length > 0 ? null : isLooks(option) ? 'looks' : 'check'
      if (asked === null || n === 0) continue
      const row = (sum.counts[asked] ??= {})
      row[option] = (row[option] ?? 0) + n
      sum.voted += n
    }
    // Hands are raised twice: nobody would tell who did not vote.
    if (act && told > 0) sum.told = Math.min(sum.voted, (sum.told ?? 0) + told)
  }
  return sum
}
const isLooks = (option: string): option is Looks => (LOOKS as readonly string[]).includes(option)

/** How it looked, counted from votes that are still on offer. */
function leansIn(decisions: Decision[], cast: AnswerCount[]): Round['leans'] {
  const leans: Round['leans'] = {}
  for (const { answer, n } of cast) {
    if (isHands(answer) || !('kind' in answer) || answer.kind !== 'decide' || !answer.lean) continue
    if (typeof submissionAmong(decisions, answer.choices) === 'string') continue
    leans[answer.lean] = (leans[answer.lean] ?? 0) + n
  }
  return leans
}

/** How many chose without loss, or judged correctly; null if hands were counted on a reply, because nobody counted its sentences. */
function soundCount(script: RoomScript, state: RoomState, decisions: Decision[], cast: AnswerCount[]): number | null {
  let sound = 0
  const act = decisions.find(isAct)
  const isRight = (looks: string) => looks === (script.compiled.key.nature === 'hostile' ? 'approach' : 'genuine')
  for (const { answer, n } of cast) {
    if (isHands(answer)) {
      for (const [option, hands] of Object.entries(answer.hands)) {
        if (hands === 0 || option === TOLD) continue
        if (!act) sound += isRight(option) ? hands : 0
        else if (act.options.find((o) => o.id === option)?.sends) return null
        else sound += isSound(script, state, { [act.id]: option }) ? hands : 0
      }
    } else if ('kind' in answer && answer.kind === 'judge') sound += isRight(answer.looks) ? n : 0
    else if ('kind' in answer && answer.kind === 'decide') sound += isSound(script, state, answer.choices) ? n : 0
  }
  return sound
}

/** Whether choices keep the best result within reach. */
export function isSound({ scorer, play }: RoomScript, { play: before, steps }: RoomState, choices: Choices): boolean {
  if (typeof submission(play, before, choices) === 'string') return false
  const event = { type: 'decide', choices } as const
  const result = transition(play, before, event)
  return result.ok && scoreAttempt(scorer, [...steps, { event, before, after: result.state }]).submissions.at(-1)!.loss === 0
}

function flagTotals(rows: AnswerCount[], present: number): MomentTotals['flags'] {
  const counts: Record<string, number> = {}
  let by = 0
  for (const { answer, n } of rows) {
    const flags = answer as string[]
    if (flags.length > 0) by += n
    for (const segment of flags) counts[segment] = (counts[segment] ?? 0) + n
  }
  return { by, counts, ...(areFew(by, present) && { few: true }) }
}
