/** Scenarios with everything a session's screens need, from files alone. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { type Compiled, compile } from '@/scenarios/engine/play/compile'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import type { RoomScript, RoomSource } from '@/scenarios/engine/live/script'
import { runSheet, treatmentsOf } from '@/scenarios/engine/live/run-sheet'
import type { NamePool, Nature } from '@/scenarios/engine/format/schema'
import { scorer } from '@/scenarios/engine/score/attempt'
import { argumentsOf, drawNames, format, stage } from '@/scenarios/engine/play/stage'
import { loadNames, loadScenario } from '@/scenarios/library/load'
import { examplePool, exampleScenario } from './example-story'

const LIBRARY = join('scenarios', 'library')
/** Everything in the library, in both natures except for the tutorial. */
export const LIBRARY_SCENARIOS: readonly [pattern: string, nature: Nature][] = [
  ...['P01', 'P02', 'P03'].flatMap((id): [string, Nature][] => [
    [id, 'hostile'],
    [id, 'genuine'],
  ]),
  ['T01', 'genuine'],
]

export function roomScript(compiled: Compiled, { title = 'A request', indicators = exampleIndicators, minutes = 45 } = {}): RoomScript {
  const names = drawNames(compiled.pool, Object.keys(compiled.play.cast), 7)
  const args = argumentsOf(compiled.values, names)
  const play = stage(compiled.play, names, args, 'en')
  const scored = scorer(compiled.play, compiled.key)
  return {
    title,
    compiled,
    scorer: scored,
    play,
    indicators,
    sourceOf,
    tell: (text) => format(text, args, 'en'),
    treatments: treatmentsOf(runSheet(scored, play, minutes)),
  }
}
const sourceOf = (id: string): RoomSource => ({ id, kind: id.startsWith('R') ? 'report' : 'guidance', text: `What ${id} says.`, urls: [] })

const exampleIndicators: Record<string, Indicator> = {
  'flattery-for-access': { label: 'Flattery tied to your access', cites: ['G-02'] },
  'reward-out-of-line': { label: 'A reward out of line with the work' },
  'works-abroad': { label: 'Works abroad', about: 'origin' },
  'name-or-language': { label: 'A name or a turn of language', about: 'origin' },
  secrecy: { label: 'A wish for secrecy' },
}
export const exampleScript = (nature: Nature = 'hostile'): RoomScript => roomScript(compile({ ...exampleScenario, nature }, examplePool))

export function libraryScript(pattern: string, nature: Nature): RoomScript {
  const read = (path: string) => readFileSync(join(LIBRARY, path))
  const scenario = loadScenario(read(`${pattern}/${nature}.yaml`), `${pattern}/${nature}.yaml`)
  const names = loadNames(read('names.yaml'), 'names.yaml')
  if (!scenario.ok || !names.ok) throw new Error(`${pattern} ${nature} cannot be read`)
  const { signs, decoys } = parse(readFileSync(join('scenarios', 'evidence', 'indicators.yaml'), 'utf8')) as Record<
    string,
    Record<string, Indicator>
  >
  return roomScript(compile(scenario.value, names.value satisfies NamePool), {
    title: titleOf(pattern),
    indicators: { ...signs, ...decoys },
  })
}
const titleOf = (pattern: string): string =>
  (parse(readFileSync(join(LIBRARY, pattern, 'pattern.yaml'), 'utf8')) as { title: string }).title
