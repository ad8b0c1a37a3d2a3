/** Whether one could act well without knowing. */
import { replay } from '../play/journal'
import { scoreAttempt, scorer } from '../score/attempt'
import type { Told } from './decision-view'

/** The same events in the other truth would have passed as well. */
export function passesOther({ other, steps }: Pick<Told, 'other' | 'steps'>): boolean {
  if (!other) return false
  const again = replay(
    other.play,
    steps.map((s) => s.event),
  )
  return again.refused === null && again.state.phase === 'debrief' && scoreAttempt(scorer(other.play, other.key), again.steps).passed
}
