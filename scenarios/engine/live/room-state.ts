import type { Step } from '../play/journal'
import type { Choices } from '../play/events'
import type { PlayState } from '../play/play'

/** What a facilitator can do. A session's log is a list of these; the n-th, from 1, makes version n. */
export type RoomCommand =
  | { type: 'introduce' }
  | { type: 'start' }
  /** `until` is in milliseconds since 1970; the vote does not close by itself. */
  | { type: 'vote'; until?: number | null }
  | { type: 'askChecks' }
  | { type: 'check'; check: string }
  /** Talk to your neighbour. `until` is for a timer that everybody may ignore. */
  | { type: 'discuss'; until: number | null }
  | { type: 'timer'; until: number | null }
  | { type: 'reveal' }
  | { type: 'word'; act: string }
  /** Moves on, along the majority's choice or the facilitator's. `report`: the room reports first, then acts. */
  | { type: 'decide'; choices: Choices; by: 'majority' | 'facilitator'; report: boolean }
  | { type: 'continue' }
  | { type: 'conclude' }
  | { type: 'show'; part: string }
  /** Returns to the state after version `to`; 0 is the lobby. `whatIf` marks what follows as a branch other than the room's own. */
  | { type: 'return'; to: number; whatIf: boolean; at?: number }
  /** Undoes the last command; repeated, the one before it. Locks, pauses and the like are skipped. */
  | { type: 'undo' }
  | { type: 'lock' }
  | { type: 'unlock' }
  /** Opens or closes the list in which people sign in. Their names are kept apart from their answers. */
  | { type: 'attendance'; open: boolean }
  /** `at`, in milliseconds since 1970, is for stopping the clocks in between. */
  | { type: 'pause'; at?: number }
  | { type: 'resume'; at?: number }
  /** `reopen` returns to the state before the close. */
  | { type: 'close'; at?: number }
  | { type: 'reopen'; at?: number }

/**
 * `opening`: the room's role. `reading`: artefacts and flags. `checking`: a vote on what to check; `weighed`: its result. `voting`: on
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
  play: PlayState
  /** The room's own path so far: checks, reports, decisions, and continues. */
  steps: readonly Step[]
  /** Its moments, in order, each identified by the version at which it was entered. */
  path: readonly number[]
  /** The current moment, the last of the path; 0 before the first. Votes and flags belong to it. */
  moment: number
  /** The number of the current vote on the moment, from 1; 0 before the first. */
  round: number
  /** Identifies the vote on checks by the version that opened it. */
  asked: number
  /** The act whose sentences are voted on, and the version that opened that vote, which identifies it. */
  act: string | null
  worded: number
  /** The first vote was shown before a second took place, so no gain is reported for this moment. */
  early: boolean
  /** Totals of this moment have been shown, so nothing that they could influence is accepted any more. */
  seen: boolean
  /** When the vote or the talk should end. While the session is paused, it stays as it was. */
  until: number | null
  /** When the current pause began or the session was closed, and how long all earlier ones took, in milliseconds. */
  since: number | null
  away: number
  /**
   * What the room will do after it has read the reply to its report; `continue` carries it out. Null if an act's consequence is shown
   * anyway.
   */
  chosen: Choices | null
  part: string
  reached: readonly string[]
  locked: boolean
  attendance: boolean
  paused: boolean
  whatIf: boolean
}

export const isInMoment = (phase: RoomPhase): boolean =>
  ['reading', 'checking', 'weighed', 'voting', 'discussing', 'revealed', 'wording'].includes(phase)

export const areShown = (phase: RoomPhase): boolean => phase === 'revealed' || phase === 'weighed'

export const PARTS = ['ratings', 'verdict', 'ending', 'reporting', 'signs', 'pages', 'keep'] as const
export type Part = (typeof PARTS)[number]

/** A room talks at each step of the debrief, so there are few. `stepsThrough` chooses them. */
export const MOST_STEPS = 8

/** All that the debrief can show: its parts, and each decision by its scene. */
export const partsOf = (steps: readonly Step[]): string[] => [
  ...PARTS,
  ...steps.filter((s) => s.event.type === 'decide').map((s) => s.before.scene),
]
/** The first part does not reveal the variant; every other may. */
export const FIRST_PART: Part = 'ratings'
export const isDisclosed = ({ reached }: Pick<RoomState, 'reached'>): boolean => reached.some((part) => part !== FIRST_PART)
