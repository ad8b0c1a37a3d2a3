import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Content } from '@/lms/content'
import { type Choices, type PackagedScenario, contentOf } from '@/lms/package/content'
import type { Variant } from '@/scenarios/engine/format/schema'
import { original } from '@/scenarios/engine/play/language'
import { readEvidence } from '@/scenarios/library/evidence'
import { layOut } from '@/server/library/branch-map'
import { scenarios, pool, variants } from './play'

const { signs, decoys, sources } = readEvidence((name) => readFileSync(join('scenarios', 'evidence', name), 'utf8'))
export const cited = { indicators: { ...signs, ...decoys }, sources: [...sources.values()] }

export interface ExamplePackageOptions extends Partial<Pick<Choices, 'report'>> {
  variant: Variant | null
}

const made = new Map<string, Content>()
/** Kept, because making one takes longer than playing it. */
export function packageContent(scenario: string, { variant, report = 'pass' }: ExamplePackageOptions): Content {
  const name = [scenario, variant, report].join(' ')
  const content = made.get(name) ?? makeContent(scenario, { variant, report })
  made.set(name, content)
  return content
}

const makeContent = (scenario: string, { variant, report }: Required<ExamplePackageOptions>): Content =>
  contentOf(packagedScenario(scenario)!, { variant, report, standsAlone: false, contacts: [] }, cited)

export function packagedScenario(scenario: string): PackagedScenario | undefined {
  const made = variants
    .filter((known) => known.scenario === scenario)
    .map(({ variant, compiled }) => [variant, { ...compiled, map: layOut(compiled.play) }] as const)
  const found = scenarios.find(({ id }) => id === scenario)
  return found && { ...found, variants: Object.fromEntries(made), pool, language: original }
}
