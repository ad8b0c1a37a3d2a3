import type { NamePool, Scenario } from '../../engine/format/schema'
import type { CompiledScenario } from '../../engine/play/compiled'
import type { Path } from '../../library/finding'
import type { Evidence } from '../inspect'

export interface Draft {
  /** As written, with stand-ins for what cannot be read. Absent where the file is not YAML. */
  scenario?: Scenario
  /** Can always be played, shown and scored. */
  compiled?: CompiledScenario
  findings: DraftFinding[]
  /** Paths of what was stood in for. */
  standIns: string[]
}

export interface DraftFinding {
  rule: string
  level: 'error' | 'warning'
  /** What is wrong. Joined with `todo` by a colon it is what `check` says. */
  message: string
  /** What to do about it. */
  todo?: string
  path: string
  line?: number
  /** The id of the moment it is in. */
  moment?: string
  /** The sentence it is about, as written. */
  text?: string
}

export interface DraftBase {
  names: NamePool
  evidence: Evidence
  /**
   * What needs all ways through the scenario to be followed is left out: points, outcomes, what endings claim, how much there is to read.
   * For the first answer after a save, which the whole follows.
   */
  quick?: boolean
  /** How findings call the file. */
  file?: string
}

/** `scenes/opening/lead`: the same place in a scenario and in its file. */
export const pathText = (path: Path): string => path.join('/')

export function valueAt(root: unknown, path: Path): unknown {
  let node = root
  for (const step of path) node = node && typeof node === 'object' ? (node as Record<string | number, unknown>)[step] : undefined
  return node
}
