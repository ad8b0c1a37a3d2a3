/** What somebody does in a scenario who does everything well, or nothing. */
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { append } from '@/server/courses/course-attempts'
import { readAttempt } from '@/server/learning/attempts'
import { type CompiledScenario, scorerOf } from '@/server/library/library'
import { bestPlay, worstPlay } from '../../support/best-play'

const known = new Map<string, PlayEvent[]>()

function journal(scenario: CompiledScenario, well: boolean): PlayEvent[] {
  const key = `${scenario.identity.structure} ${scenario.key.nature} ${well}`
  const made = known.get(key) ?? [...acts(scenario, well), judgement(scenario.key.nature === 'hostile', well)]
  known.set(key, made)
  return made
}
const acts = (scenario: CompiledScenario, well: boolean): PlayEvent[] =>
  well ? bestPlay(scorerOf(scenario), () => 0) : worstPlay(scorerOf(scenario))
const judgement = (hostile: boolean, well: boolean): PlayEvent => ({
  type: 'judge',
  looks: hostile === well ? 'approach' : 'genuine',
  sure: 'certain',
})

/** Plays an attempt to its debrief. */
export async function playToTheEnd(learner: string, attempt: string, well: boolean): Promise<void> {
  const begun = (await readAttempt(learner, attempt))!
  const done = await append(begun, begun.events.length, journal(begun.scenario, well))
  if (!done.ok) throw new Error('the attempt was refused')
}
