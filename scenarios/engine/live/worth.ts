/** How good each option of a moment is, for whoever leads the talk about it. */
import { type DecisionView, qualityOf } from '../debrief/decision-view'
import { sceneOf } from '../play/play'
import { submissionsOf } from '../play/graph'
import { transition } from '../play/transition'
import { scoreAttempt } from '../score/attempt'
import type { RoomState } from './room-state'
import type { RoomScript } from './script'

export type Worth = DecisionView['quality']
const ORDER: readonly Worth[] = ['sound', 'partly', 'costly']

/** By option, with the best of what can go along with it: an act with the right sentences, a sentence with the others right. */
export function worthsIn({ scorer, play }: RoomScript, { play: before, steps }: RoomState): Record<string, Worth> {
  const worths: Record<string, Worth> = {}
  for (const choices of submissionsOf(sceneOf(play, before), before)) {
    const event = { type: 'decide', choices } as const
    const result = transition(play, before, event)
    if (!result.ok) continue
    const made = scoreAttempt(scorer, [...steps, { event, before, after: result.state }]).submissions.at(-1)!
    const worth = qualityOf(scorer.key, made)
    for (const [, option] of made.counted) {
      const known = worths[option]
      if (!known || ORDER.indexOf(worth) < ORDER.indexOf(known)) worths[option] = worth
    }
  }
  return worths
}
