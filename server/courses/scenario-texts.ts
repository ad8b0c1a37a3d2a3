import 'server-only'
import { segmentTexts } from '@/scenarios/engine/debrief/debrief'
import type { Nature } from '@/scenarios/engine/format/schema'
import { drawNames } from '@/scenarios/engine/play/names'
import { localQuality } from '@/scenarios/engine/score/profile'
import { type CompiledScenario, evidenceIn, libraryIn, poolOf, presentOf } from '../library/library'
import { stageScenario } from '../learning/localise'
import { type Version, versionOf } from './version'

export interface DetailText {
  quote: string
  /** What the sign or the harmless detail is called. */
  label: string | null
  origin: boolean
}
export interface OptionText {
  id: string
  text: string
  /** 0 to 1 among the options of its decision; null where they do not differ. */
  quality: number | null
  critical: boolean
}
export interface DecisionText {
  id: string
  ask: string
  scene: string
  options: OptionText[]
}
/** The texts of a version of a scenario, with one draw of the names that learners may meet. */
export interface ScenarioText {
  version: string
  pattern: string
  title: string
  nature: Nature
  details: Map<string, DetailText>
  decisions: Map<string, DecisionText>
}

const known = new WeakMap<CompiledScenario, Map<string, ScenarioText>>()

export async function scenarioText(version: Version, locale: string): Promise<ScenarioText> {
  const scenario = await presentOf({ ...version, locale })
  const made = known.get(scenario)?.get(locale) ?? (await textOf(scenario, locale))
  known.set(scenario, (known.get(scenario) ?? new Map()).set(locale, made))
  return made
}

async function textOf(scenario: CompiledScenario, locale: string): Promise<ScenarioText> {
  const { key, pattern, identity } = scenario
  const { play } = stageScenario(scenario, drawNames(await poolOf(pattern), Object.keys(scenario.play.cast), 0))
  const { indicators: names } = await evidenceIn(locale)
  const library = await libraryIn(locale)
  const details = [...segmentTexts(play)].flatMap(([id, quote]): [string, DetailText][] => {
    const segment = key.segments[id]
    return segment
      ? [[id, { quote, label: (segment.indicator && names[segment.indicator]?.label) || null, origin: segment.about === 'origin' }]]
      : []
  })
  const decisions = Object.values(play.scenes).flatMap((scene) =>
    scene.decisions.map(({ id, ask, options }): [string, DecisionText] => {
      const worth = (option: string) => Object.values(key.options[id]![option]!.rubric).reduce((a, b) => a + b, 0)
      const among = options.map((o) => worth(o.id))
      return [
        id,
        {
          id,
          ask,
          scene: scene.title,
          options: options.map((o) => ({
            id: o.id,
            text: o.text,
            quality: localQuality(worth(o.id), among),
            critical: key.options[id]![o.id]!.critical,
          })),
        },
      ]
    }),
  )
  return {
    version: versionOf({ structure: identity.structure, nature: key.nature }),
    pattern,
    title: library.pattern(pattern)?.title ?? pattern,
    nature: key.nature,
    details: new Map(details),
    decisions: new Map(decisions),
  }
}
