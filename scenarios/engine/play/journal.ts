/**
 * The journal is the state: a header and an append-only list of events.
 * Everything else about an attempt is a read of it.
 */
import { type Play, type PlayEvent, type PlayState, type Refusal, begin } from './play'
import { transition } from './transition'

export interface Header {
  pattern: string
  nature: 'hostile' | 'genuine'
  /** The content hash of the compiled scenario it was played on. */
  hash: string
  seed: number
  locale: string
  /** The attempt it was split off from. */
  parent: string | null
  /** Practice attempts are never scored against a course and never enter a profile. */
  purpose: 'learn' | 'practice'
}

export interface Step {
  event: PlayEvent
  before: PlayState
  after: PlayState
}
export interface Replay {
  state: PlayState
  steps: Step[]
  /** The first event that no longer fits, where the journal is of another version. Nothing after it was applied. */
  refused: { at: number; reason: Refusal } | null
}

export function replay(play: Play, events: readonly PlayEvent[]): Replay {
  let state = begin(play)
  const steps: Step[] = []
  for (const [at, event] of events.entries()) {
    const result = transition(play, state, event)
    if (!result.ok) return { state, steps, refused: { at, reason: result.reason } }
    steps.push({ event, before: state, after: result.state })
    state = result.state
  }
  return { state, steps, refused: null }
}

/** How many events lead up to the n-th submission's scene (n from 0): where a replay from that decision begins. */
export function eventsBefore(steps: readonly Step[], submission: number): number {
  const at = steps.findIndex((s) => s.before.phase === 'scene' && s.before.submissions === submission)
  return at < 0 ? steps.length : at
}

/** The submissions, in order. */
export const decisionSteps = (steps: readonly Step[]): Step[] => steps.filter((s) => s.event.type === 'decide')

export const isFinished = (state: PlayState): boolean => state.phase === 'debrief'

/**
 * Where a journal is kept: this browser, our server, an LMS. The player knows nothing else.
 * `append` resolves once the events are safe; `seq` is the number of events before them, so a repeat changes nothing.
 */
export interface JournalPort {
  append(seq: number, events: PlayEvent[]): Promise<Appended>
}
export type Appended =
  | { ok: true; length: number }
  /** Somebody was faster, on another tab or device: open the journal anew. */
  | { ok: false; reason: 'conflict' }
  /** Not reached, or busy: try again. */
  | { ok: false; reason: 'unreachable' }
  /** It will never be taken: signed out, or gone. */
  | { ok: false; reason: 'gone' }
