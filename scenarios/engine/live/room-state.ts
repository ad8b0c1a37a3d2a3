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
  /** Opens the vote on the current moment, or on how the contact looks. */
  | { type: 'vote' }
  /** Opens a vote on what to check next. */
  | { type: 'askChecks' }
  /** Spends the room's story minutes. */
  | { type: 'check'; check: string }
  /** Talk to your neighbour. `until`, in milliseconds since 1970, is for a timer that everybody may ignore. */
  | { type: 'discuss'; until: number | null }
  | { type: 'reveal' }
  /** Moves on, along the majority's choice or the facilitator's. `tell`: the room tells first, then acts. */
  | { type: 'decide'; choices: Choices; by: 'majority' | 'facilitator'; tell: boolean }
  | { type: 'continue' }
  /** From the judgement into the debrief. */
  | { type: 'conclude' }
  /** Shows one part of the debrief. */
  | { type: 'show'; part: string }
  /** Returns to the state after version `to`; 0 is the lobby. `whatIf` marks what follows as a branch other than the room's own. */
  | { type: 'return'; to: number; whatIf: boolean }
  /** Undoes the last command; repeated, the one before it. Locks and pauses are skipped. */
  | { type: 'undo' }
  | { type: 'lock' }
  | { type: 'unlock' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** `reopen`: returns to the state before the close. */
  | { type: 'close' }
  | { type: 'reopen' }

/** `opening`: who the room is. `reading`: artefacts and flags. `checking`: a vote on what to check. `revealed`: totals are shown. */
export type RoomPhase =
  | 'lobby'
  | 'opening'
  | 'reading'
  | 'checking'
  | 'voting'
  | 'discussing'
  | 'revealed'
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
  /** The first vote was shown before a second took place: no gain is reported for this moment. */
  early: boolean
  /** Totals of this moment have been shown: nothing that they could sway is accepted any more. */
  seen: boolean
  until: number | null
  /** What the room will do once the reply to its telling has been read, if nothing else follows; it is carried out with `continue`. */
  chosen: Choices | null
  /** In the debrief: the part on the screens. */
  part: string
  locked: boolean
  paused: boolean
  whatIf: boolean
}

/** The phases of a moment, until the room moves on. */
export const isInMoment = (phase: RoomPhase): boolean => ['reading', 'checking', 'voting', 'discussing', 'revealed'].includes(phase)

/** The parts of a debrief that are no decision. */
export const PARTS = ['ending', 'verdict', 'telling', 'leaning', 'signs', 'pages', 'keep'] as const
export type Part = (typeof PARTS)[number]

/** The parts of a debrief in a room: how it ended, what it was, telling, the curve, the signs, each decision by its scene, then what remains. */
export const partsOf = (steps: readonly Step[]): string[] => [
  ...PARTS.slice(0, 5),
  ...steps.filter((s) => s.event.type === 'decide').map((s) => s.before.scene),
  ...PARTS.slice(5),
]
