import { type DecisionView, qualityOf } from '../debrief/decision-view'
import type { Choices } from '../play/events'
import { submissionsOf } from '../play/graph'
import { type Step, decisionSteps, goOn } from '../play/journal'
import { type Submission, sceneOf, submission } from '../play/play'
import { type SubmissionScore, counted, scoreAttempt } from '../score/attempt'
import type { RoomState } from './room-state'
import type { RoomScript } from './script'

export type Worth = DecisionView['quality']
const ORDER: readonly Worth[] = ['sound', 'partly', 'costly']

/** A room as it was when it could still choose. */
type Choosing = Pick<RoomState, 'play' | 'steps'>

function scoreOf({ scorer, play }: RoomScript, { play: state, steps }: Choosing, choices: Choices): SubmissionScore | null {
  const made = goOn(play, { state, steps, refused: null }, [{ type: 'decide', choices }])
  return made.refused ? null : scoreAttempt(scorer, made.steps).submissions.at(-1)!
}

export const isSound = (script: RoomScript, room: Choosing, choices: Choices): boolean => scoreOf(script, room, choices)?.loss === 0

/** By option, together with the best of what can go with it: an act with the right sentences, a sentence with the right others. */
export function worthsIn(script: RoomScript, room: Choosing): Record<string, Worth> {
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

/** What a room chose, by scene, worth what the cockpit said while it voted: sentences first, the act last. */
export function worthsChosen(script: RoomScript, steps: readonly Step[]): Map<string, Worth[]> {
  return new Map(decisionSteps(steps).map((step) => [step.before.scene, chosenIn(script, steps, step)]))
}
const KNOWN = new WeakMap<Step, Worth[]>()
function chosenIn(script: RoomScript, steps: readonly Step[], step: Step): Worth[] {
  const known = KNOWN.get(step)
  if (known || step.event.type !== 'decide') return known ?? []
  const at = steps.indexOf(step)
  // The room votes before it reports.
  const isTold = steps[at - 1]?.event.type === 'report' && steps[at - 1]!.before.scene === step.before.scene
  const asked = steps[isTold ? at - 1 : at]!.before
  const worths = worthsIn(script, { play: asked, steps: steps.slice(0, isTold ? at - 1 : at) })
  const made = counted(step.event.choices, submission(script.play, step.before, step.event.choices) as Submission)
  const chosen = made.map(([, option]) => worths[option]!)
  KNOWN.set(step, chosen)
  return chosen
}
