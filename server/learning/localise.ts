import 'server-only'
import { type Debrief, debrief } from '@/scenarios/engine/debrief/debrief'
import { type Foreign, foreignTo } from '@/scenarios/engine/play/language'
import type { StagedPlay } from '@/scenarios/engine/play/play'
import type { AttemptScore, Scorer } from '@/scenarios/engine/score/attempt'
import { type Names, argumentsOf } from '@/scenarios/engine/play/names'
import { type ReadTexts, format, stage } from '@/scenarios/engine/play/stage'
import type { Attempt } from './attempts'
import { type CompiledScenario, evidenceIn, otherTruth, scorerOf } from '../library/library'

interface Staged {
  play: StagedPlay
  /** Formats a text of the key. */
  tell: (text: string) => string
}

/** Gone with its scenario. */
const readTexts = new WeakMap<CompiledScenario, ReadTexts>()

/** A scenario as learners see it: under the names drawn for it, texts formatted. */
export function stageScenario(scenario: CompiledScenario, names: Names): Staged {
  const { locale } = scenario.language
  const args = argumentsOf(scenario.values, names)
  const read = readTexts.get(scenario) ?? new Map()
  readTexts.set(scenario, read)
  return { play: stage(scenario.play, names, args, locale, read), tell: (text) => format(text, args, locale, read) }
}

/** Of each scenario the last few that were asked for, by their names: without script a learner asks after every decision. */
const STAGED = 20
const staged = new WeakMap<CompiledScenario, Map<string, Staged>>()

export function stageOf({ scenario, header: { names } }: Pick<Attempt, 'scenario' | 'header'>): Staged {
  const held = staged.get(scenario) ?? new Map<string, Staged>()
  const key = JSON.stringify(names)
  const made = held.get(key) ?? stageScenario(scenario, names)
  // The oldest stands first.
  held.delete(key)
  held.set(key, made)
  for (const old of [...held.keys()].slice(0, -STAGED)) held.delete(old)
  staged.set(scenario, held)
  return made
}

/** The same story in its other truth, with the same people; null for a tutorial. */
export async function otherStaged(scenario: CompiledScenario, names: Names): Promise<{ play: StagedPlay; scorer: Scorer } | null> {
  const other = await otherTruth(scenario)
  return other && { play: stageScenario(other, names).play, scorer: scorerOf(other) }
}

/** What of an attempt is in another language than a page in this locale. */
export const foreignIn = ({ scenario, header }: Attempt, page: string): Foreign | null =>
  foreignTo(page, scenario.language, (text) => format(text, argumentsOf(scenario.values, header.names), scenario.language.locale))

/** The same of what its debrief cites. */
export const foreignSources = async ({ header }: Attempt, page: string): Promise<Foreign | null> =>
  foreignTo(page, (await evidenceIn(header.locale)).language, (text) => text)

/** The debrief of a finished attempt, on the story and the words it was played on. */
export async function debriefOf(attempt: Attempt): Promise<Debrief & { score: AttemptScore }> {
  const { scenario, replay, header } = attempt
  const [{ indicators }, other] = await Promise.all([evidenceIn(header.locale), otherStaged(scenario, header.names)])
  return debrief({
    compiled: scenario,
    scorer: scorerOf(scenario),
    steps: replay.steps,
    indicators,
    other,
    ...stageOf(attempt),
  })
}
