import type { Step } from '../play/journal'
import type { Choices } from '../play/events'
import type { PlayState } from '../play/play'

/** The commands of a facilitator, and the states that `room.ts` moves through. */

/** What a facilitator can do. A session's log is a list of these; the n-th, from 1, makes version n. */
export type RoomCommand =
  /** From the lobby to who the room is. */
  | { type: 'introduce' }
  /** Into the first scene, from there or straight from the lobby. */
  | { type: 'start' }
  /** Opens the vote on the current moment, or on how the contact looks. `until`, in milliseconds since 1970: nothing closes by itself. */
  | { type: 'vote'; until?: number | null }
  /** Opens a vote on what to check next. */
  | { type: 'askChecks' }
  /** Spends the room's scenario minutes. */
  | { type: 'check'; check: string }
  /** Talk to your neighbour. `until` is for a timer that everybody may ignore. */
  | { type: 'discuss'; until: number | null }
  /** Gives the vote or the talk another end. */
  | { type: 'timer'; until: number | null }
  /** Shows how the vote went: on the moment, or on what to check. */
  | { type: 'reveal' }
  /** Opens the vote on the sentences that an act sends. */
  | { type: 'word'; act: string }
  /** Moves on, along the majority's choice or the facilitator's. `tell`: the room tells first, then acts. */
  | { type: 'decide'; choices: Choices; by: 'majority' | 'facilitator'; report: boolean }
  | { type: 'continue' }
  /** From the judgement into the debrief. */
  | { type: 'conclude' }
  /** Shows one part of the debrief. */
  | { type: 'show'; part: string }
  /** Returns to the state after version `to`; 0 is the lobby. `whatIf` marks what follows as a branch other than the room's own. */
  | { type: 'return'; to: number; whatIf: boolean; at?: number }
  /** Undoes the last command; repeated, the one before it. Locks, pauses and the like are skipped. */
  | { type: 'undo' }
  | { type: 'lock' }
  | { type: 'unlock' }
  /** Lets people enter who was there, apart from everything else they send. */
  | { type: 'attendance'; open: boolean }
  /** `at`, in milliseconds since 1970, so that the clocks stand still in between. */
  | { type: 'pause'; at?: number }
  | { type: 'resume'; at?: number }
  /** `reopen`: returns to the state before the close. */
  | { type: 'close'; at?: number }
  | { type: 'reopen'; at?: number }

/**
 * `opening`: who the room is. `reading`: artefacts and flags. `checking`: a vote on what to check, `weighed`: how it went. `voting`: on
 * the act. `revealed`: totals are shown. `wording`: a vote on the sentences that the act sends.
 */
export type RoomPhase =
  | 'lobby'
  | 'opening'
  | 'reading'
  | 'checking'
  | 'weighed'
  | 'voting'
  | 'discussing'
  | 'revealed'
  | 'wording'
  | 'consequence'
  | 'debrief'
  | 'closed'

export interface RoomState {
  phase: RoomPhase
  /** The current end of the room's own path: a scene, a consequence or the judgement. */
  play: PlayState
  /** The room's own path so far: checks, tells, decisions, and continues. */
  steps: readonly Step[]
  /** Its moments, in order, each identified by the version at which it was entered. */
  path: readonly number[]
  /** The current moment, the last of the path; 0 before the first. Votes and flags belong to it. */
  moment: number
  /** The number of the current vote on the moment, from 1; 0 before the first. */
  round: number
  /** Identifies the vote on checks by the version that opened it. */
  asked: number
  /** The act whose sentences are voted on, and what identifies that vote: the version that opened it. */
  act: string | null
  worded: number
  /** The first vote was shown before a second took place: no gain is reported for this moment. */
  early: boolean
  /** Totals of this moment have been shown: nothing that they could sway is accepted any more. */
  seen: boolean
  /** When the vote or the talk should end; while the session is paused, as if it were not. */
  until: number | null
  /** When the current pause began, or the session was closed, and how long all others took, in milliseconds. */
  since: number | null
  away: number
  /** What the room will do once the reply to its telling has been read, if nothing else follows; it is carried out with `continue`. */
  chosen: Choices | null
  /** In the debrief: the part on the screens. */
  part: string
  /** The parts that have been on the screens, and stay known. */
  reached: readonly string[]
  locked: boolean
  /** Whether people may enter who was there. */
  attendance: boolean
  paused: boolean
  whatIf: boolean
}

/** The phases of a moment, until the room moves on. */
export const isInMoment = (phase: RoomPhase): boolean =>
  ['reading', 'checking', 'weighed', 'voting', 'discussing', 'revealed', 'wording'].includes(phase)

/** Whether totals are on the screens. */
export const areShown = (phase: RoomPhase): boolean => phase === 'revealed' || phase === 'weighed'

/** The parts of a debrief that are no decision and no reason. */
export const PARTS = ['ratings', 'verdict', 'ending', 'reporting', 'signs', 'pages', 'keep'] as const
export type Part = (typeof PARTS)[number]

/** As many reasons of a verdict as are shown one by one. */
export const MOST_REASONS = 6
export const reasonPart = (n: number): string => `reason-${n}`
/** Which reason a part shows, from 1; 0 if it is none. */
export const reasonOf = (part: string): number => Number(/^reason-(\d)$/.exec(part)?.[1] ?? 0)

/**
 * The parts of a debrief in a room: how it looked on the way, what it was, why, how it ended, telling, the signs, each decision by its
 * scene, then what remains.
 */
export const partsOf = (steps: readonly Step[], reasons = MOST_REASONS): string[] => [
  ...PARTS.slice(0, 2),
  ...Array.from({ length: reasons }, (_, i) => reasonPart(i + 1)),
  ...PARTS.slice(2, 5),
  ...steps.filter((s) => s.event.type === 'decide').map((s) => s.before.scene),
  ...PARTS.slice(5),
]
/** The first part leaves open what it was; every other may give it away. */
export const FIRST_PART: Part = 'ratings'
export const isDisclosed = ({ reached }: Pick<RoomState, 'reached'>): boolean => reached.some((part) => part !== FIRST_PART)
