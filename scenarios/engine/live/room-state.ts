import type { Step } from '../play/journal'
import type { Choices, PlayState } from '../play/play'

/** What a facilitator can do, and what comes of it: the states that `room.ts` leads through. */

/** What a facilitator can do. A session's log is a list of these; the n-th, from 1, is its version n. */
export type RoomCommand =
  /** From the lobby into the first scene. */
  | { type: 'start' }
  /** Opens the vote on the present moment, or on how the contact looks. */
  | { type: 'vote' }
  /** Opens a vote on what to check next. */
  | { type: 'askChecks' }
  /** Spends the room's story minutes. */
  | { type: 'check'; check: string }
  /** Talk to your neighbour. `until`, in milliseconds since 1970, is for a timer that anybody may ignore. */
  | { type: 'discuss'; until: number | null }
  | { type: 'reveal' }
  /** Goes on, along what the majority chose or what the facilitator did. */
  | { type: 'decide'; choices: Choices; by: 'majority' | 'facilitator' }
  | { type: 'continue' }
  /** From the judgement into the debrief. */
  | { type: 'conclude' }
  /** Turns the debrief to one of its parts. */
  | { type: 'show'; part: string }
  /** How it was after version `to`; 0 is the lobby. `whatIf` marks what follows as another branch than the room's own. */
  | { type: 'return'; to: number; whatIf: boolean }
  /** Takes the last command back; again, the one before it. Locks and pauses are no steps of it. */
  | { type: 'undo' }
  | { type: 'lock' }
  | { type: 'unlock' }
  | { type: 'pause' }
  | { type: 'resume' }
  /** `reopen`: how it was before the close. */
  | { type: 'close' }
  | { type: 'reopen' }

/** `reading`: artefacts and flags. `checking`: a vote on what to check. `revealed`: totals are shown. */
export type RoomPhase = 'lobby' | 'reading' | 'checking' | 'voting' | 'discussing' | 'revealed' | 'consequence' | 'debrief' | 'closed'

export interface RoomState {
  phase: RoomPhase
  /** Where the room's own path stands: in a scene, a consequence or the judgement. */
  play: PlayState
  /** The room's own path so far: checks made, what was decided, the ways on. */
  steps: readonly Step[]
  /** Its moments, in order: each is named by the version at which it was entered. */
  path: readonly number[]
  /** The present moment, the last of the path; 0 in the lobby. Votes and flags go by it. */
  moment: number
  /** The present vote on the moment, from 1; 0 before the first. */
  round: number
  /** Names the vote on checks: the version that opened it. */
  asked: number
  /** The first vote was shown before a second was taken: no gain is reported for this moment. */
  early: boolean
  /** Totals of this moment have been shown: nothing that they could sway is taken any more. */
  seen: boolean
  until: number | null
  /** In the debrief: the part that is shown. */
  part: string
  locked: boolean
  paused: boolean
  whatIf: boolean
}

/** What a moment of the story goes through, until its way is taken. */
export const isInMoment = (phase: RoomPhase): boolean => ['reading', 'checking', 'voting', 'discussing', 'revealed'].includes(phase)

/** What a debrief in a room is turned through: how it ended, the signs, then each decision by its scene. */
export const partsOf = (steps: readonly Step[]): string[] => [
  'ending',
  'signs',
  ...steps.filter((s) => s.event.type === 'decide').map((s) => s.before.scene),
]
