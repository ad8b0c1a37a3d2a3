import { type ScenarioSubject, subjectIn } from '../inspect'
import type { VariantSubject } from '../inspect/subject'
import { Variant, type NamePool, type Overlay, type Scenario } from '../../engine/format/schema'
import type { Source } from '../../library/finding'
import type { Explored } from '../inspect/trial'
import { kindOf, loadLibrary } from '../../library/load'
import { Misuse, type Workspace, evidenceIn } from './verb'

export interface PlayableScenario {
  file: string
  source: Source
  scenario: Scenario
  pool: NamePool
  overlays: Overlay[]
  subject: ScenarioSubject
}

/** The scenario that an author names: `P01`, a folder or a file. @throws Misuse if it cannot be read or compiled */
export function playable(paths: readonly string[], workspace: Workspace): PlayableScenario {
  if (paths.length !== 1) throw new Misuse('name one scenario, such as P01')
  const { libraries, named } = workspace.asked(paths)
  const scenarios = [...named].filter((file) => kindOf(file) === 'scenario')
  if (scenarios.length > 1) throw new Misuse(`name one of these: ${scenarios.join(', ')}`)
  const { folders, pool, findings } = loadLibrary(libraries[0]!)
  const fault = findings.find((f) => f.severity === 'error' && f.rule !== 'library-scenario')
  if (fault) throw new Misuse(`${fault.file} cannot be read yet: line ${fault.line}, ${fault.message} (see check)`)
  const folder = folders.find((f) => f.scenario && named.has(f.scenario.source.file))
  if (!folder?.scenario) throw new Misuse('there is no scenario.yaml here')
  const { value: scenario, source } = folder.scenario
  const subject = subjectIn(scenario, pool, evidenceIn(workspace), source)!
  return { file: source.file, source, scenario, pool, overlays: folder.overlays.map((o) => o.value), subject }
}

export type PlayableVariant = VariantSubject & { explored: Explored }
/** The variant that was asked for, or all. @throws Misuse if one cannot be played to an end */
export function playableVariants({ subject, file }: PlayableScenario, asked: string | undefined): PlayableVariant[] {
  const side = asked === undefined ? undefined : variantIn(asked)
  return subject.variants
    .filter((variant) => side === undefined || variant.name === side)
    .map((variant) => {
      if (!variant.explored) throw new Misuse(`${file} cannot be played yet: not everything leads to an end (see check)`)
      return variant as PlayableVariant
    })
}
function variantIn(word: string): Variant {
  const read = Variant.safeParse(word)
  if (!read.success) throw new Misuse(`--variant is hostile or genuine, not ${word}`)
  return read.data
}
