/**
 * What a room is asked, whether an answer is valid, and what the answers add up to. Totals only: they contain nobody's answer,
 * and small numbers are merged before anything is stored.
 */
import { type Choices, type Lean, LOOKS, type Looks } from '../play/events'
import {
  type Check,
  type Decision,
  type Play,
  checkOffer,
  isAct,
  offered,
  sceneOf,
  shownSegments,
  submission,
  submissionAmong,
} from '../play/play'
import type { RoomState } from './room-state'

/** One participant's answer. `told`: they would tell somebody, besides the act. `lean`: how it looks to them, where that is asked. */
export type Ballot =
  | { kind: 'decide'; choices: Choices; told?: true; lean?: Lean }
  | { kind: 'judge'; looks: Looks }
  | { kind: 'check'; check: string }

/** What participants are asked now; null if nothing is open, or the session is paused. */
export type Question =
  | { kind: 'decide'; decisions: Decision[] }
  | { kind: 'judge'; looks: readonly Looks[] }
  | { kind: 'check'; checks: Check[] }

export function question(script: Play, room: RoomState): Question | null {
  if (room.paused) return null
  const scene = sceneOf(script, room.play)
  if (room.phase === 'checking')
    return { kind: 'check', checks: scene.checks.filter((c) => checkOffer(script, room.play, c) === 'offered') }
  if (room.phase !== 'voting') return null
  return room.play.phase === 'judgement' ? { kind: 'judge', looks: LOOKS } : { kind: 'decide', decisions: offered(scene, room.play) }
}

/** Whether a ballot answers the current question. */
export function isValidBallot(script: Play, room: RoomState, ballot: Ballot): boolean {
  const asked = question(script, room)
  if (asked?.kind !== ballot.kind) return false
  switch (ballot.kind) {
    case 'decide':
      return typeof submission(script, room.play, ballot.choices) !== 'string' && (!ballot.lean || sceneOf(script, room.play).lean)
    case 'judge':
      return LOOKS.includes(ballot.looks)
    case 'check':
      return asked.kind === 'check' && asked.checks.some((c) => c.id === ballot.check)
  }
}

/** Identifies a vote within its moment: the n-th on the moment itself, or one on checks by the version that opened it. */
export type Vote = `round-${number}` | `checks-${number}`

export const openVote = (room: RoomState): Vote | null =>
  room.paused ? null : room.phase === 'voting' ? `round-${room.round}` : room.phase === 'checking' ? `checks-${room.asked}` : null

/** Flags are accepted until their totals are shown. */
export const flagsAreTaken = (room: RoomState): boolean =>
  !room.paused && !room.seen && room.play.phase === 'scene' && ['reading', 'checking', 'voting', 'discussing'].includes(room.phase)

/** What a participant sends, complete each time: a later one replaces it. `seq` grows with each, so a late repeat changes nothing. */
export type Answer = { moment: number; seq: number } & ({ about: Vote; ballot: Ballot } | { about: 'flags'; flags: string[] })

/** Whether an answer can be accepted now. `closed`: the vote or flagging it answers is no longer open, or not yet. */
export function validateAnswer(script: Play, room: RoomState, answer: Answer): 'taken' | 'closed' | 'unfit' {
  if (answer.moment !== room.moment) return 'closed'
  if (answer.about === 'flags') {
    if (!flagsAreTaken(room)) return 'closed'
    const segments = new Set(shownSegments(sceneOf(script, room.play), room.play).map((s) => s.id))
    return answer.flags.every((id) => segments.has(id)) ? 'taken' : 'unfit'
  }
  if (answer.about !== openVote(room)) return 'closed'
  return isValidBallot(script, room, answer.ballot) ? 'taken' : 'unfit'
}

/** How many chose each option, by question: a decision's id, `looks` or `check`. Options without votes are left out. */
export interface Tally {
  voted: number
  counts: Record<string, Record<string, number>>
  /** How many of them would tell somebody; left out where nobody would. */
  told?: number
  /** Too few have answered, or remain: it is shown to nobody. */
  few?: boolean
  /** Sentences were sent, but by too few: they are left out of the counts. */
  fewSent?: true
}

/**
 * Sentences count only if the act sends them: otherwise they were never said. Votes for options no longer on offer, because the
 * facilitator undid a check, do not count.
 */
export function tally(decisions: readonly Decision[], ballots: readonly Ballot[]): Tally {
  const counts: Tally['counts'] = {}
  const add = (asked: string, option: string) => {
    const row = (counts[asked] ??= {})
    row[option] = (row[option] ?? 0) + 1
  }
  const open = [...decisions]
  const act = open.find(isAct)
  let voted = 0
  let told = 0
  for (const ballot of ballots) {
    if (ballot.kind === 'check') add('check', ballot.check)
    else if (ballot.kind === 'judge') add('looks', ballot.looks)
    else {
      const submitted = submissionAmong(open, ballot.choices)
      if (typeof submitted === 'string') continue
      add(act!.id, submitted.act.id)
      for (const { decision, option } of submitted.sent) add(decision.id, option.id)
      if (ballot.told) told++
    }
    voted++
  }
  return { voted, counts, ...(told > 0 && { told }) }
}

/** What hands are counted under that would tell somebody. */
export const TOLD = 'told'

/** Whether the room tells: more than half of those who voted would. */
export const roomTells = ({ voted, told = 0, few }: Tally): boolean => !few && told * 2 > voted

/** Sentences that fewer than five sent are shown to nobody, however many voted: their row would be about those few alone. */
export function hideFewSent(decisions: readonly Decision[], total: Tally): Tally {
  const few = decisions.filter((d) => !isAct(d) && total.counts[d.id] && sumOf(total.counts[d.id]!) < SHOWN_FROM)
  if (few.length === 0) return total
  const hidden = new Set(few.map((d) => d.id))
  return { ...total, counts: Object.fromEntries(Object.entries(total.counts).filter(([id]) => !hidden.has(id))), fewSent: true }
}
const sumOf = (row: Record<string, number>): number => Object.values(row).reduce((sum, n) => sum + n, 0)

/** What most people chose, act and sentences; in a tie, the decisions that the facilitator has to settle. */
export type Majority = { ok: true; choices: Choices } | { ok: false; tied: string[] }

export function majority(decisions: readonly Decision[], { counts }: Tally): Majority {
  const act = decisions.find(isAct)!
  const chosen = leaders(counts[act.id])
  if (chosen.length !== 1) return { ok: false, tied: [act.id] }
  const needed = act.options.find((o) => o.id === chosen[0])!.sends ? decisions.filter((d) => d !== act) : []
  const lead = needed.map(({ id }) => [id, leaders(counts[id])] as const)
  const tied = lead.filter(([, options]) => options.length !== 1).map(([id]) => id)
  if (tied.length > 0) return { ok: false, tied }
  return { ok: true, choices: { [act.id]: chosen[0]!, ...Object.fromEntries(lead.map(([id, [option]]) => [id, option!])) } }
}

/** The options with the most votes: several in a tie, none if nobody voted. */
export function leaders(row: Record<string, number> = {}): string[] {
  const most = Math.max(0, ...Object.values(row))
  return most === 0 ? [] : Object.keys(row).filter((option) => row[option] === most)
}

/** Totals are shown from this many votes: fewer would reveal who chose what. */
export const SHOWN_FROM = 5
/**
 * Whether there are too few answers to show to anybody, including the facilitator. Hands do not count: whoever entered them
 * could subtract them again. Removed participants give no cover either: later answers could only come from the few who remain.
 * @param answered on phones
 * @param present people who joined and were not removed
 */
export const areFew = (answered: number, present: number): boolean => answered > 0 && Math.min(answered, present) < SHOWN_FROM
/** Options chosen by fewer are merged in what is stored. */
export const KEPT_FROM = 3

/** The totals a room may see; null before enough have voted. */
export const shown = ({ voted, counts, told, few, fewSent }: Tally): Tally | null =>
  voted >= SHOWN_FROM && !few ? { voted, counts, ...(told && { told }), ...(fewSent && { fewSent }) } : null

/**
 * The totals a report keeps: small options merged as `other`, and nothing at all for a room too small to hide in. Sentences add
 * up to the number that sent them: if that number is merged, they are dropped too, because it could be computed from them.
 */
export function kept(decisions: readonly Decision[], total: Tally): Tally | null {
  const open = shown(total)
  if (!open) return null
  const { voted, counts } = open
  const safe = Object.fromEntries(Object.entries(counts).map(([asked, row]) => [asked, merged(row)]))
  const act = decisions.find(isAct)
  const hidden = act?.options.some((o) => o.sends && counts[act.id]?.[o.id] && safe[act.id]?.[o.id] === undefined)
  return { voted, counts: hidden ? { [act!.id]: safe[act!.id]! } : safe }
}
/** How many would tell, as a report keeps it: null if those who would, or those who would not, are few. */
export function keptTold(total: Tally): number | null {
  const open = shown(total)
  if (!open) return null
  const { voted, told = 0 } = open
  return [told, voted - told].some((n) => n > 0 && n < KEPT_FROM) ? null : told
}
function merged(row: Record<string, number>): Record<string, number> {
  const small = Object.entries(row).filter(([, n]) => n < KEPT_FROM)
  // One small option alone would be revealed by the merged number, so the next smallest joins it.
  if (small.length === 1) {
    const [smallest] = Object.entries(row)
      .filter(([, n]) => n >= KEPT_FROM)
      .sort(([, a], [, b]) => a - b)
    if (smallest) small.push(smallest)
  }
  const gone = new Set(small.map(([option]) => option))
  const left = Object.entries(row).filter(([option]) => !gone.has(option))
  const other = small.reduce((sum, [, n]) => sum + n, 0)
  return Object.fromEntries(other > 0 ? [...left, ['other', other]] : left)
}
