import 'server-only'
import { type Debrief, debrief } from '@/scenarios/engine/debrief'
import type { StagedPlay } from '@/scenarios/engine/play'
import type { AttemptScore } from '@/scenarios/engine/score/attempt'
import { argumentsOf, drawNames, format, stage } from '@/scenarios/engine/stage'
import type { Attempt } from './attempts'
import { indicators } from './evidence'
import { scorerOf } from './library'

/** The play as this learner sees it: names drawn by the attempt's seed, texts formatted. */
export function stageOf({ scenario, header }: Attempt): { play: StagedPlay; tell: (text: string) => string } {
  const names = drawNames(scenario.pool, Object.keys(scenario.play.cast), header.seed)
  const args = argumentsOf(scenario.values, names)
  return { play: stage(scenario.play, names, args, header.locale), tell: (text) => format(text, args, header.locale) }
}

/** The debrief of a finished attempt, on the version it was played on. */
export function debriefOf(attempt: Attempt): Debrief & { score: AttemptScore } {
  const { scenario, replay } = attempt
  return debrief({ compiled: scenario, scorer: scorerOf(scenario), steps: replay.steps, indicators: indicators(), ...stageOf(attempt) })
}
