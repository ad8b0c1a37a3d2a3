/**
 * What a room is asked, whether an answer is valid, and what the answers add up to. Totals only: they contain nobody's answer,
 * and small numbers are merged before anything is stored.
 */
import { type Choices, type Rating, LOOKS, type JudgementChoice } from '../play/events'
import { type Check, type Decision, type Option, type Play, checkOffer, isAct, offered, sceneOf, shownSegments } from '../play/play'
import type { RoomState } from './room-state'

/**
 * One participant's answer. A decision is about the act; sentences beside it, which sessions once asked for at the same time, count
 * nothing. `told`: they would tell somebody, besides the act. `rating`: how it looks to them, where that is asked. `word`: the sentences
 * that the room's act sends.
 */
export type Ballot =
  | { kind: 'decide'; choices: Choices; reported?: true; rating?: Rating }
  | { kind: 'word'; choices: Choices }
  | { kind: 'judge'; looks: JudgementChoice }
  | { kind: 'check'; check: string }

/** What participants are asked. */
export type Question =
  | { kind: 'decide'; act: Decision }
  | { kind: 'word'; sentences: Decision[] }
  | { kind: 'judge'; looks: readonly JudgementChoice[] }
  | { kind: 'check'; checks: Check[] }

/** The question of this moment, also once its vote is closed. */
export function question(script: Play, { phase, play }: RoomState): Question | null {
  const scene = sceneOf(script, play)
  switch (phase) {
    case 'checking':
    case 'weighed':
      return { kind: 'check', checks: scene.checks.filter((c) => checkOffer(script, play, c) === 'offered') }
    case 'wording':
      return { kind: 'word', sentences: sentencesOf(offered(scene, play)) }
    case 'voting':
    case 'discussing':
    case 'revealed':
      return play.phase === 'judgement' ? { kind: 'judge', looks: LOOKS } : { kind: 'decide', act: actOf(offered(scene, play)) }
    default:
      return null
  }
}
/** What is asked now; null if no vote is open, or the session is paused. */
export const openQuestion = (script: Play, room: RoomState): Question | null => (openVote(room) ? question(script, room) : null)

/** The decision that leads on. */
export const actOf = (decisions: readonly Decision[]): Decision => decisions.find(isAct)!
/** The sentences or fields that an act may send. */
export const sentencesOf = (decisions: readonly Decision[]): Decision[] => decisions.filter((d) => !isAct(d))
const optionIn = ({ id, options }: Decision, choices: Choices): Option | undefined => options.find((o) => o.id === choices[id])

/** Whether a ballot answers the current question. */
export function isValidBallot(script: Play, room: RoomState, ballot: Ballot): boolean {
  const asked = openQuestion(script, room)
  if (asked?.kind !== ballot.kind) return false
  switch (ballot.kind) {
    case 'decide':
      return asked.kind === 'decide' && answers(script, room, asked.act, ballot)
    case 'word':
      return asked.kind === 'word' && fits(asked.sentences, ballot.choices)
    case 'judge':
      return LOOKS.includes(ballot.looks)
    case 'check':
      return asked.kind === 'check' && asked.checks.some((c) => c.id === ballot.check)
  }
}

/** The act, and beside it nothing that is not on offer: a page that was open before may still send sentences. */
function answers(script: Play, { play }: RoomState, act: Decision, { choices, rating }: Extract<Ballot, { kind: 'decide' }>): boolean {
  const scene = sceneOf(script, play)
  const open = offered(scene, play)
  const known = Object.keys(choices).every((id) => open.some((d) => d.id === id && optionIn(d, choices)))
  return known && optionIn(act, choices) !== undefined && (!rating || scene.rating)
}

/** One option of each, and nothing else. */
const fits = (sentences: readonly Decision[], choices: Choices): boolean =>
  Object.keys(choices).length === sentences.length && sentences.every((d) => optionIn(d, choices))

/** Identifies a vote within its moment: the n-th on the act, or one on checks or sentences by the version that opened it. */
export type Vote = `${'round' | 'checks' | 'words'}-${number}`

export const openVote = (room: RoomState): Vote | null =>
  !room.paused && ['voting', 'checking', 'wording'].includes(room.phase) ? lastVote(room) : null
/** The vote that is open, or was last, in this moment. */
export function lastVote({ phase, round, asked, worded }: RoomState): Vote | null {
  if (phase === 'checking' || phase === 'weighed') return `checks-${asked}`
  if (phase === 'wording') return `words-${worded}`
  return round > 0 ? `round-${round}` : null
}

/** Flags are accepted until their totals are shown. */
export const flagsAreTaken = (room: RoomState): boolean =>
  !room.paused &&
  !room.seen &&
  room.play.phase === 'scene' &&
  ['reading', 'checking', 'weighed', 'voting', 'discussing'].includes(room.phase)

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
  reported?: number
  /** Too few have answered, or remain: it is shown to nobody. */
  few?: boolean
}

/** Votes for options no longer on offer, because the facilitator undid a check, do not count. */
export function tally(decisions: readonly Decision[], ballots: readonly Ballot[]): Tally {
  const counts: Tally['counts'] = {}
  const add = (asked: string, option: string) => {
    const row = (counts[asked] ??= {})
    row[option] = (row[option] ?? 0) + 1
  }
  const act = decisions.find(isAct)
  let voted = 0
  let reported = 0
  for (const ballot of ballots) {
    if (ballot.kind === 'check') add('check', ballot.check)
    else if (ballot.kind === 'judge') add('looks', ballot.looks)
    else if (ballot.kind === 'word') {
      if (!fits(sentencesOf(decisions), ballot.choices)) continue
      for (const [asked, option] of Object.entries(ballot.choices)) add(asked, option)
    } else {
      const chosen = act && optionIn(act, ballot.choices)
      if (!chosen) continue
      add(act.id, chosen.id)
      if (ballot.reported) reported++
    }
    voted++
  }
  return { voted, counts, ...(reported > 0 && { reported }) }
}

/** What hands are counted under that would tell somebody. */
export const REPORTED = 'reported'

/** Whether the room tells: more than half of those who voted would. */
export const roomReports = ({ voted, reported = 0, few }: Tally): boolean => !few && reported * 2 > voted

/** What most people chose; else what the facilitator has to settle: ties, and the sentences of an act that sends some. */
export type Majority = { ok: true; choices: Choices } | { ok: false; tied: string[]; act?: string }

/** @param worded the act that was settled before, where the tally is about its sentences */
export function majority(decisions: readonly Decision[], { counts }: Tally, worded: string | null = null): Majority {
  const act = actOf(decisions)
  const chosen = worded === null ? leaders(counts[act.id]) : [worded]
  if (chosen.length !== 1) return { ok: false, tied: [act.id] }
  const sends = act.options.find((o) => o.id === chosen[0])!.sends
  const lead = (sends ? sentencesOf(decisions) : []).map(({ id }) => [id, leaders(counts[id])] as const)
  const tied = lead.filter(([, options]) => options.length !== 1).map(([id]) => id)
  if (tied.length > 0) return { ok: false, tied, act: chosen[0]! }
  return { ok: true, choices: { [act.id]: chosen[0]!, ...Object.fromEntries(lead.map(([id, [option]]) => [id, option!])) } }
}

/** The options with the most votes: several in a tie, none if nobody voted. */
export function leaders(row: Record<string, number> = {}): string[] {
  const most = Math.max(0, ...Object.values(row))
  return most === 0 ? [] : Object.keys(row).filter((option) => row[option] === most)
}

/** How many answers it takes until nobody can be read out of a total. */
export interface Crowd {
  /** By name: the entry and Next load this module apart, so none of these objects is the only one. */
  of: 'people' | 'tables'
  /** Totals are shown from this many: fewer would reveal who chose what. */
  shown: number
  /** What is stored has no smaller number of people who chose something: see `safe-counts.ts`. */
  kept: number
}
export const PEOPLE: Crowd = { of: 'people', shown: 5, kept: 3 }
/** The answer of a table is that of a group, which said it aloud. */
export const TABLES: Crowd = { of: 'tables', shown: 2, kept: 1 }
export const crowdOf = (audience: 'phones' | 'tables' | 'hands'): Crowd => (audience === 'tables' ? TABLES : PEOPLE)

/**
 * Whether there are too few answers to show to anybody, including the facilitator. Hands do not count: whoever entered them
 * could subtract them again. Removed participants give no cover either: later answers could only come from the few who remain.
 * @param answered on phones
 * @param present people who joined and were not removed
 */
export const areFew = (answered: number, present: number, crowd: Crowd): boolean =>
  answered > 0 && Math.min(answered, present) < crowd.shown

/** The totals a room may see; null before anybody, or enough, have voted. */
export const shown = ({ voted, counts, reported, few }: Tally): Tally | null =>
  voted > 0 && !few ? { voted, counts, ...(reported && { reported }) } : null
