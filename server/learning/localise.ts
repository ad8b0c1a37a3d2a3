import 'server-only'
import { type Debrief, debrief } from '@/scenarios/engine/debrief/debrief'
import { type Foreign, foreignTo } from '@/scenarios/engine/play/language'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import type { AttemptScore } from '@/scenarios/engine/score/attempt'
import { type Names, argumentsOf, format, stage } from '@/scenarios/engine/play/stage'
import type { Attempt } from './attempts'
import { type CompiledScenario, evidenceIn, otherTruth, scorerOf } from '../library/library'

interface Staged {
  play: StagedPlay
  /** Formats a text of the key. */
  tell: (text: string) => string
}

/** A scenario as learners see it: under the names drawn for it, texts formatted. */
export function stageScenario(scenario: CompiledScenario, names: Names): Staged {
  const { locale } = scenario.language
  const args = argumentsOf(scenario.values, names)
  return { play: stage(scenario.play, names, args, locale), tell: (text) => format(text, args, locale) }
}
export const stageOf = ({ scenario, header }: Attempt): Staged => stageScenario(scenario, header.names)

/** What of an attempt is in another language than a page in this locale. */
export const foreignIn = ({ scenario, header }: Attempt, page: string): Foreign | null =>
  foreignTo(page, scenario.language, (text) => format(text, argumentsOf(scenario.values, header.names), scenario.language.locale))

/** The debrief of a finished attempt, on the story and the words it was played on. */
export async function debriefOf(attempt: Attempt): Promise<Debrief & { score: AttemptScore }> {
  const { scenario, replay, header } = attempt
  const [{ indicators }, other] = await Promise.all([evidenceIn(header.locale), otherTruth(scenario)])
  return debrief({
    compiled: scenario,
    scorer: scorerOf(scenario),
    steps: replay.steps,
    indicators,
    other: other && { play: stageScenario(other, header.names).play, key: other.key },
    ...stageOf(attempt),
  })
}
