import 'server-only'
import { type Debrief, debrief } from '@/scenarios/engine/debrief/debrief'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import type { AttemptScore } from '@/scenarios/engine/score/attempt'
import { argumentsOf, drawNames, format, stage } from '@/scenarios/engine/play/stage'
import type { Attempt } from './attempts'
import { type CompiledScenario, evidenceIn, scorerOf } from '../library/library'

interface Staged {
  play: StagedPlay
  /** Formats a text of the key. */
  tell: (text: string) => string
}

/** A scenario as learners see it: names drawn by the seed, texts formatted. */
export function stageScenario(scenario: CompiledScenario, { seed, locale }: { seed: number; locale: string }): Staged {
  const names = drawNames(scenario.pool, Object.keys(scenario.play.cast), seed)
  const args = argumentsOf(scenario.values, names)
  return { play: stage(scenario.play, names, args, locale), tell: (text) => format(text, args, locale) }
}
export const stageOf = ({ scenario, header }: Attempt): Staged => stageScenario(scenario, header)

/** The debrief of a finished attempt, on the version it was played on. */
export async function debriefOf(attempt: Attempt): Promise<Debrief & { score: AttemptScore }> {
  const { scenario, replay, header } = attempt
  const { indicators } = await evidenceIn(header.locale)
  return debrief({ compiled: scenario, scorer: scorerOf(scenario), steps: replay.steps, indicators, ...stageOf(attempt) })
}
