import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import type { CompiledPlay, CompiledScenario } from '@/scenarios/engine/play/compiled'
import { compile } from '@/scenarios/engine/play/compile'
import type { Indicator } from '@/scenarios/engine/debrief/moment'
import type { RoomScript, RoomSource } from '@/scenarios/engine/live/script'
import { PEOPLE } from '@/scenarios/engine/live/ballot'
import { runSheet } from '@/scenarios/engine/live/run-sheet'
import type { NamePool, Variant, Scenario } from '@/scenarios/engine/format/schema'
import { variantsOf } from '@/scenarios/engine/format/variant'
import { argumentsOf, drawNames } from '@/scenarios/engine/play/names'
import { type ReadTexts, format, stage } from '@/scenarios/engine/play/staging'
import { loadNames, loadScenario } from '@/scenarios/library/load'
import { examplePool, exampleScenario } from './example-scenario'

const LIBRARY = join('scenarios', 'library')
const fileOf = (scenarioId: string): string => join(LIBRARY, scenarioId, 'scenario.yaml')
const scenarioOf = (scenarioId: string): Scenario => {
  const scenario = loadScenario(readFileSync(fileOf(scenarioId)), fileOf(scenarioId))
  if (!scenario.ok) throw new Error(`${scenarioId} cannot be read`)
  return scenario.value
}
export const LIBRARY_SCENARIOS: readonly [scenario: string, variant: Variant][] = readdirSync(LIBRARY)
  .filter((scenarioId) => existsSync(fileOf(scenarioId)))
  .flatMap((scenarioId) => variantsOf(scenarioOf(scenarioId)).map((variant): [string, Variant] => [scenarioId, variant]))

interface ScriptOptions {
  title?: string
  you?: string
  plot?: string
  indicators?: Record<string, Indicator>
  pool?: NamePool
  minutes?: number
}
export function roomScript(
  scenario: CompiledScenario,
  variant: Variant,
  {
    title = 'A request',
    you = 'You are a clerk at the Harbour Board.',
    plot = 'Somebody from outside praises your work.',
    indicators = exampleIndicators,
    pool = examplePool,
    minutes = 45,
  }: ScriptOptions = {},
): RoomScript {
  const compiled = scenario[variant]!
  const other = scenario[variant === 'hostile' ? 'genuine' : 'hostile']
  const names = drawNames(pool, Object.keys(compiled.play.cast), 7)
  const args = argumentsOf(compiled.values, names)
  const texts: ReadTexts = new Map()
  const staged = ({ play, values }: CompiledPlay) => stage(play, names, argumentsOf(values, names), 'en')
  const play = staged(compiled)
  return {
    title,
    you,
    plot,
    compiled,
    play,
    other: other ? { play: staged(other), key: other.key } : null,
    indicators,
    sourceOf,
    fill: (text) => format(text, args, 'en', texts),
    sheet: runSheet(compiled, play, minutes),
    crowd: PEOPLE,
    measured: true,
  }
}
const sourceOf = (id: string): RoomSource => ({
  id,
  kind: id.startsWith('R') ? 'assessment' : 'guidance',
  text: `What ${id} says.`,
  urls: [],
})

const exampleIndicators: Record<string, Indicator> = {
  'flattery-for-access': { label: 'Flattery tied to your access', cites: ['G-02'] },
  'reward-out-of-line': { label: 'A reward out of line with the work' },
  'works-abroad': { label: 'Works abroad', about: 'origin' },
  'name-or-language': { label: 'A name or a turn of language', about: 'origin' },
  secrecy: { label: 'A wish for secrecy' },
}
export const exampleScript = (variant: Variant = 'hostile', scenario: Scenario = exampleScenario): RoomScript =>
  roomScript(compile(scenario), variant)

export function libraryScript(scenarioId: string, variant: Variant): RoomScript {
  const names = loadNames(readFileSync(join(LIBRARY, 'names.yaml')), 'names.yaml')
  if (!names.ok) throw new Error('the names cannot be read')
  const { signs, decoys } = parse(readFileSync(join('scenarios', 'evidence', 'indicators.yaml'), 'utf8')) as Record<
    string,
    Record<string, Indicator>
  >
  const scenario = scenarioOf(scenarioId)
  return roomScript(compile(scenario), variant, {
    title: scenario.title,
    you: scenario.you,
    plot: scenario.summary,
    indicators: { ...signs, ...decoys },
    pool: names.value,
  })
}
