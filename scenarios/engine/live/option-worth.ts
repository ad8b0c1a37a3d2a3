import { type Moment, qualityOf } from '../debrief/moment'
import type { Choices } from '../play/events'
import { type Step, decisionSteps } from '../play/journal'
import { type PlayState, type Submission, offered, sceneOf, submission } from '../play/play'
import { counted, scoreDecision } from '../score/attempt'
import type { RoomScript } from './script'

export type Worth = Moment['quality']

/** By option: sound if no other option offered there earns more, and costly if it does harm. */
export function worthsIn({ play, compiled: { key } }: Pick<RoomScript, 'play' | 'compiled'>, state: PlayState): Record<string, Worth> {
  const decisions = offered(sceneOf(play, state), state)
  return Object.fromEntries(
    decisions.flatMap(({ id, options }) =>
      options.map((option) => {
        const harms = Object.keys(option.sets).some((fact) => key.harm.some((harm) => harm.fact === fact))
        return [option.id, qualityOf(scoreDecision(key, decisions, [id, option.id]), harms)] as const
      }),
    ),
  )
}

/** @param worths of the options that are chosen from */
export const isSound = (worths: Readonly<Record<string, Worth>>, choices: Choices): boolean =>
  Object.values(choices).every((option) => worths[option] === 'sound')

/** What a room chose, by scene, worth what the cockpit said while it voted: sentences first, the act last. */
export const worthsChosen = (script: RoomScript, steps: readonly Step[]): Map<string, Worth[]> =>
  new Map(decisionSteps(steps).map((step) => [step.before.scene, chosenIn(script, step)]))

function chosenIn(script: RoomScript, { event, before }: Step): Worth[] {
  if (event.type !== 'decide') return []
  const worths = worthsIn(script, before)
  return counted(event.choices, submission(script.play, before, event.choices) as Submission).map(([, option]) => worths[option]!)
}
