import 'server-only'
import { type Whole, wholeOf } from '@/scenarios/engine/debrief/whole'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import { drawNames } from '@/scenarios/engine/play/names'
import { type CompiledScenario, evidenceIn, poolOf } from '../library/library'
import { stageScenario } from './localise'

/** A scenario with its key, under one draw of the names that learners may meet: the same in both truths. */
export async function wholeScenario(scenario: CompiledScenario): Promise<Whole & Pick<StagedPlay, 'cast'>> {
  const staged = stageScenario(scenario, drawNames(await poolOf(scenario.pattern), Object.keys(scenario.play.cast), 0))
  const { indicators } = await evidenceIn(scenario.language.locale)
  const { you: _, ...cast } = staged.play.cast
  return { ...wholeOf({ compiled: scenario, indicators, ...staged }), cast }
}
