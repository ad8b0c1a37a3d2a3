import 'server-only'
import { type WholeScenario, wholeOf } from '@/scenarios/engine/debrief/whole-scenario'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import { drawNames } from '@/scenarios/engine/play/names'
import { type CompiledVariant, evidenceIn, poolOf } from '../library/library'
import { stageVariant } from './localise'

/** A scenario with its key, with one draw of the names that learners may meet. The draw is the same in both variants. */
export async function wholeScenario(compiled: CompiledVariant): Promise<WholeScenario & Pick<StagedPlay, 'cast'>> {
  const staged = stageVariant(compiled, drawNames(await poolOf(compiled.scenario), Object.keys(compiled.play.cast), 0))
  const { indicators } = await evidenceIn(compiled.language.locale)
  const { you: _, ...cast } = staged.play.cast
  return { ...wholeOf({ compiled, indicators, ...staged }), cast }
}
