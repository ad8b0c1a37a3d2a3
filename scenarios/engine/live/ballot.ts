/**
 * What a room is asked, whether an answer is valid, and what the answers add up to. Totals never contain a single person's answer, and
 * small numbers are merged before anything is stored.
 */
import { type Choices, type Rating, LOOKS, type JudgementChoice } from '../play/events'
import { type Check, type Decision, type Option, type Play, checkOffer, isAct, offered, sceneOf, shownSegments } from '../play/play'
import type { RoomState } from './room-state'
import type { WhyOf } from './whys'

/**
 * One participant's answer. A decision chooses the act; sentences with it, which earlier sessions asked for at the same time, do not
 * count. `reported`: they would report, besides the act. `rating`: how it looks to them, if that is asked for. `word`: the sentences that
 * the room's act sends.
 */
export type Ballot =
  | { kind: 'decide'; choices: Choices; reported?: true; rating?: Rating }
  | { kind: 'word'; choices: Choices }
  | { kind: 'judge'; looks: JudgementChoice }
  | { kind: 'check'; check: string }

export type Question =
  | { kind: 'decide'; act: Decision }
  | { kind: 'word'; sentences: Decision[] }
  | { kind: 'judge'; looks: readonly JudgementChoice[] }
  | { kind: 'check'; checks: Check[] }

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
export const openQuestion = (script: Play, room: RoomState): Question | null => (openVote(room) ? question(script, room) : null)

export const actOf = (decisions: readonly Decision[]): Decision => decisions.find(isAct)!
export const sentencesOf = (decisions: readonly Decision[]): Decision[] => decisions.filter((d) => !isAct(d))
const optionIn = ({ id, options }: Decision, choices: Choices): Option | undefined => options.find((o) => o.id === choices[id])

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

/** The act is on offer, and so is everything else: a page that was opened earlier may still send sentences. */
function answers(script: Play, { play }: RoomState, act: Decision, { choices, rating }: Extract<Ballot, { kind: 'decide' }>): boolean {
  const scene = sceneOf(script, play)
  const open = offered(scene, play)
  const known = Object.keys(choices).every((id) => open.some((d) => d.id === id && optionIn(d, choices)))
  return known && optionIn(act, choices) !== undefined && (!rating || scene.rating)
}

const fits = (sentences: readonly Decision[], choices: Choices): boolean =>
  Object.keys(choices).length === sentences.length && sentences.every((d) => optionIn(d, choices))

/** Identifies a vote within its moment: the n-th on the act, or one on checks or sentences by the version that opened it. */
export type Vote = `${'round' | 'checks' | 'words'}-${number}`

export const openVote = (room: RoomState): Vote | null =>
  !room.paused && ['voting', 'checking', 'wording'].includes(room.phase) ? lastVote(room) : null
export function lastVote({ phase, round, asked, worded }: RoomState): Vote | null {
  if (phase === 'checking' || phase === 'weighed') return `checks-${asked}`
  if (phase === 'wording') return `words-${worded}`
  return round > 0 ? `round-${round}` : null
}

export const flagsAreTaken = (room: RoomState): boolean =>
  !room.paused &&
  !room.seen &&
  room.play.phase === 'scene' &&
  ['reading', 'checking', 'weighed', 'voting', 'discussing'].includes(room.phase)

/** What a participant sends, complete each time: a later one replaces it. `seq` grows with each, so a late repeat changes nothing. */
export type Answer = { moment: number; seq: number } & ({ about: Vote; ballot: Ballot } | { about: 'flags'; flags: string[] })
/** A sentence saying why, sent like an answer and stored apart from them. */
export type WhyAnswer = { moment: number; seq: number; about: WhyOf; why: string }
export type SentAnswer = Answer | WhyAnswer

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
  /** How many would report; absent if nobody could say so, because only hands were raised and nobody spoke up. */
  reported?: number
  /** How many of them raised a hand; absent if nobody did. */
  hands?: number
  /** Too few have answered, or remain, so nobody may see it. */
  few?: boolean
  /** Cockpit only: answers have come that it does not count yet. */
  rest?: true
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
  return { voted, counts, ...(act && counts[act.id] && { reported }) }
}

export const REPORTED = 'reported'

/** Where devices vote, more than half have to say so. Hands have no button, so there it takes one who proposes it. */
export const roomReports = (tally: Tally): boolean =>
  !tally.few && (isByHand(tally) ? (tally.reported ?? 0) > 0 : (tally.reported ?? 0) * 2 > tally.voted)
export const isByHand = ({ voted, hands = 0 }: Pick<Tally, 'voted' | 'hands'>): boolean => voted > 0 && hands === voted

/** What most people chose, or else what the facilitator has to settle: ties, and the sentences of an act that sends some. */
export type Majority = { ok: true; choices: Choices } | { ok: false; tied: string[]; act?: string }

/** @param worded the act that was settled before, if the tally is about its sentences */
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

export interface Crowd {
  /** Compare by this name: our server and Next each load this module, so there are two of every object. */
  of: 'people' | 'tables'
  /** Totals are shown from this many on, because fewer would reveal who chose what. */
  shown: number
  /** Nothing is stored about fewer people than this who chose something: see `safe-counts.ts`. */
  kept: number
}
export const PEOPLE: Crowd = { of: 'people', shown: 5, kept: 3 }
/** A table answers for a group that discussed aloud. */
export const TABLES: Crowd = { of: 'tables', shown: 2, kept: 1 }
export const crowdOf = (audience: 'phones' | 'tables' | 'hands'): Crowd => (audience === 'tables' ? TABLES : PEOPLE)

/**
 * Whether there are too few answers to show to anybody, including the facilitator. Hands do not count, because the facilitator who
 * entered them could subtract them again. Removed participants do not count either, because later answers could only come from the few
 * who remain.
 * @param answered on phones
 * @param present people who joined and were not removed
 */
export const areFew = (answered: number, present: number, crowd: Crowd): boolean =>
  answered > 0 && Math.min(answered, present) < crowd.shown

export const shown = ({ voted, counts, reported, few }: Tally): Tally | null =>
  voted > 0 && !few ? { voted, counts, ...(reported !== undefined && { reported }) } : null
