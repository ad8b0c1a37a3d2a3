import type { PlayEvent } from './events'
import type { Play, PlayState } from './play'
import { transition } from './transition'

const UNASKED: PlayEvent = { type: 'judge', looks: 'unsure' }

/** Learners who have seen a debrief of the scenario know what it was, so after the last moment the attempt ends without asking them. */
export function unasked(play: Play, from: PlayState, events: readonly PlayEvent[]): PlayEvent[] {
  let state = from
  for (const event of events) {
    const result = transition(play, state, event)
    if (!result.ok) return [...events]
    state = result.state
  }
  return state.phase === 'judgement' ? [...events, UNASKED] : [...events]
}
