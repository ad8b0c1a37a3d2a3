import { type DecisionView, qualityOf } from '../debrief/decision-view'
import type { Choices } from '../play/events'
import { submissionsOf } from '../play/graph'
import { goOn } from '../play/journal'
import { sceneOf } from '../play/play'
import { type SubmissionScore, scoreAttempt } from '../score/attempt'
import type { RoomState } from './room-state'
import type { RoomScript } from './script'

export type Worth = DecisionView['quality']
const ORDER: readonly Worth[] = ['sound', 'partly', 'costly']

function scoreOf({ scorer, play }: RoomScript, { play: state, steps }: RoomState, choices: Choices): SubmissionScore | null {
  const made = goOn(play, { state, steps, refused: null }, [{ type: 'decide', choices }])
  return made.refused ? null : scoreAttempt(scorer, made.steps).submissions.at(-1)!
}

export const isSound = (script: RoomScript, room: RoomState, choices: Choices): boolean => scoreOf(script, room, choices)?.loss === 0

/** By option, together with the best of what can go with it: an act with the right sentences, a sentence with the right others. */
export function worthsIn(script: RoomScript, room: RoomState): Record<string, Worth> {
  const worths: Record<string, Worth> = {}
  for (const choices of submissionsOf(sceneOf(script.play, room.play), room.play)) {
    const made = scoreOf(script, room, choices)
    if (!made) continue
    const worth = qualityOf(script.scorer.key, made)
    for (const [, option] of made.counted) {
      const known = worths[option]
      if (!known || ORDER.indexOf(worth) < ORDER.indexOf(known)) worths[option] = worth
    }
  }
  return worths
}
