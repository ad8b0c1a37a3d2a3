/** The library from its files: patterns, their scenarios, the name pool and translations, or findings that say why not. */
import { type Compiled, compile } from '../engine/play/compile'
import { type Authored, type Finding, type Source, inspectIds } from '../engine/inspect'
import { inOrder } from '../engine/inspect/finding'
import { NamePool, type Nature, Overlay, Pattern, Scenario } from '../engine/format/schema'
import { type Parsed, parseYaml } from './parse'

export type Bytes = Uint8Array | string
export interface LibraryFile {
  /** Relative to the library, or any path that ends in folder and file. */
  path: string
  bytes: Bytes
}

export const loadScenario = (bytes: Bytes, file: string): Parsed<Scenario> => parseYaml(Scenario, bytes, file)
export const loadPattern = (bytes: Bytes, file: string): Parsed<Pattern> => parseYaml(Pattern, bytes, file)
export const loadNames = (bytes: Bytes, file: string): Parsed<NamePool> => parseYaml(NamePool, bytes, file)
export const loadOverlay = (bytes: Bytes, file: string): Parsed<Overlay> => parseYaml(Overlay, bytes, file)

/** The contents of a folder as written, for inspection and translation. */
export interface Folder {
  path: string
  pattern?: Authored<Pattern>
  hostile?: Authored<Scenario>
  genuine?: Authored<Scenario>
  overlays: Authored<Overlay>[]
}
export interface LoadedPattern {
  pattern: Pattern
  scenarios: Partial<Record<Nature, Compiled>>
}
export interface Library {
  patterns: LoadedPattern[]
  folders: Folder[]
  pool: NamePool
  findings: Finding[]
}

export type FileKind = 'names' | 'pattern' | 'hostile' | 'genuine' | 'overlay'
/** The kind of a library file, by name; null for an unknown name. */
export function kindOf(path: string): FileKind | null {
  const name = nameOf(path)
  if (name === 'names.yaml' || name === 'pattern.yaml' || name === 'hostile.yaml' || name === 'genuine.yaml') {
    return name.slice(0, -'.yaml'.length) as FileKind
  }
  return /^[a-z]{2}(-[A-Z]{2})?\.yaml$/.test(name) ? 'overlay' : null
}
const FILE_NAMES = 'names.yaml, pattern.yaml, hostile.yaml, genuine.yaml or <locale>.yaml'
const parts = (path: string): string[] => path.split(/[\\/]/)
const nameOf = (path: string): string => parts(path).at(-1)!
const folderOf = (path: string): string => parts(path).slice(0, -1).join('/')

/** Rules on the layout of the library. All are errors. */
export const LIBRARY_RULES = {
  'library-file': 'every file of the library has a known name',
  'library-names': 'the library has a name pool',
  'library-pattern': 'a folder has a pattern.yaml, and its scenarios and the folder itself have that pattern’s id',
} as const
const fault = (rule: keyof typeof LIBRARY_RULES, file: string, message: string, place = { line: 1, column: 1 }): Finding => ({
  rule,
  severity: 'error',
  file,
  message,
  ...place,
})

/** Tutorials come first, then patterns by id. */
export const inLibraryOrder = (a: Pick<Pattern, 'id' | 'kind'>, b: Pick<Pattern, 'id' | 'kind'>): number => (rank(a) < rank(b) ? -1 : 1)
const rank = ({ id, kind }: Pick<Pattern, 'id' | 'kind'>): string => `${kind === 'tutorial' ? 0 : 1}${id}`

/** Loads all given files. A file that cannot be read is left out, with a finding; the contents of scenarios are checked by `inspect`. */
export function loadLibrary(files: readonly LibraryFile[]): Library {
  const findings: Finding[] = []
  const keep = <T>(parsed: Parsed<T>): Authored<T>[] => {
    if (parsed.ok) return [parsed]
    findings.push(...parsed.findings)
    return []
  }
  const known = files.filter(({ path }) => {
    const kind = kindOf(path)
    if (kind === null) findings.push(fault('library-file', path, `unknown file: name it ${FILE_NAMES}, or remove it`))
    return kind !== null
  })
  const names = known.find((f) => kindOf(f.path) === 'names')
  if (!names) findings.push(fault('library-names', 'names.yaml', 'the library has no names.yaml: add the name pool'))
  const pool = names && keep(loadNames(names.bytes, names.path))[0]?.value

  const folders = [...new Set(known.filter((f) => f !== names).map((f) => folderOf(f.path)))].map((path): Folder => {
    const own = known.filter((f) => folderOf(f.path) === path)
    const read = <T>(kind: FileKind, load: (bytes: Bytes, file: string) => Parsed<T>): Authored<T>[] =>
      own.filter((f) => kindOf(f.path) === kind).flatMap((f) => keep(load(f.bytes, f.path)))
    const folder: Folder = {
      path,
      pattern: read('pattern', loadPattern)[0],
      hostile: read('hostile', loadScenario)[0],
      genuine: read('genuine', loadScenario)[0],
      overlays: read('overlay', loadOverlay),
    }
    if (folder.pattern) findings.push(...misplaced(path, folder.pattern, folder))
    else if (!own.some((f) => kindOf(f.path) === 'pattern'))
      findings.push(fault('library-pattern', own[0]!.path, 'the folder has no pattern.yaml: add one'))
    return folder
  })
  const compiled = ({ kind }: Pattern, scenario?: Authored<Scenario>): Compiled | undefined => {
    if (!scenario || !pool) return undefined
    const clashes = inspectIds(scenario.value, scenario.source)
    findings.push(...clashes)
    return clashes.length > 0 ? undefined : compile(scenario.value, pool, kind)
  }
  const patterns = folders.flatMap(({ pattern, hostile, genuine }) =>
    pattern
      ? [{ pattern: pattern.value, scenarios: { hostile: compiled(pattern.value, hostile), genuine: compiled(pattern.value, genuine) } }]
      : [],
  )
  patterns.sort((a, b) => inLibraryOrder(a.pattern, b.pattern))
  return { patterns, folders, pool: pool ?? {}, findings: inOrder(findings) }
}

function misplaced(folder: string, pattern: Authored<Pattern>, scenarios: Partial<Record<Nature, Authored<Scenario>>>): Finding[] {
  const { id } = pattern.value
  const found: Finding[] = []
  const say = ({ file, locate }: Source, key: string, message: string) => found.push(fault('library-pattern', file, message, locate([key])))
  if (nameOf(folder) !== id) say(pattern.source, 'id', `the pattern is ${id}, but its folder is ${nameOf(folder)}: give both the same name`)
  for (const nature of ['hostile', 'genuine'] as const) {
    const scenario = scenarios[nature]
    if (!scenario) continue
    if (scenario.value.pattern !== id)
      say(scenario.source, 'pattern', `the scenario belongs to ${scenario.value.pattern}, but its folder to ${id}: write ${id}`)
    if (scenario.value.nature !== nature) say(scenario.source, 'nature', `the nature in ${nature}.yaml must be ${nature}`)
  }
  return found
}
