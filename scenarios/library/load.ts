import { SITUATIONS } from '../engine/format/situations'
import { NamePool, Overlay, type CatalogueEntry, Scenario, catalogueEntryOf } from '../engine/format/schema'
import type { CompiledScenario } from '../engine/play/compiled'
import { compile } from '../engine/play/compile'
import { applyOverlay, untranslated } from '../engine/play/overlay'
import { type SourcedValue, type Finding, inOrder } from './finding'
import { inspectIds } from './ids'
import { type ParseResult, parseYaml } from './parse'

export type Bytes = Uint8Array | string
export interface LibraryFile {
  /** Relative to the library, or any path that ends in folder and file. */
  path: string
  bytes: Bytes
}

export const loadScenario = (bytes: Bytes, file: string): ParseResult<Scenario> => parseYaml(Scenario, bytes, file)
export const loadNames = (bytes: Bytes, file: string): ParseResult<NamePool> => parseYaml(NamePool, bytes, file)
export const loadOverlay = (bytes: Bytes, file: string): ParseResult<Overlay> => parseYaml(Overlay, bytes, file)

export interface Folder {
  path: string
  scenario?: SourcedValue<Scenario>
  overlays: SourcedValue<Overlay>[]
}
export interface ScenarioInLanguage {
  scenario: CatalogueEntry
  variants: CompiledScenario
  untranslated: string[]
}
export interface LoadedScenario extends ScenarioInLanguage {
  /** Its translations, by locale. A text without an up-to-date translation is as in the original. */
  translations: Record<string, ScenarioInLanguage>
}
export interface Library {
  scenarios: LoadedScenario[]
  folders: Folder[]
  pool: NamePool
  findings: Finding[]
}

export type FileKind = 'names' | 'evidence' | 'scenario' | 'overlay'
export function kindOf(path: string): FileKind | null {
  const name = nameOf(path)
  if (name === 'names.yaml') return 'names'
  if (name === 'evidence.yaml') return 'evidence'
  if (name === 'scenario.yaml') return 'scenario'
  return /^[a-z]{2}(-[A-Z]{2})?\.yaml$/.test(name) ? 'overlay' : null
}
const FILE_NAMES = 'names.yaml, evidence.yaml, scenario.yaml or <locale>.yaml'
const parts = (path: string): string[] => path.split(/[\\/]/)
const nameOf = (path: string): string => parts(path).at(-1)!
const folderOf = (path: string): string => parts(path).slice(0, -1).join('/')

export const LIBRARY_RULES = {
  'library-file': 'every file of the library has a known name',
  'library-names': 'the library has a name pool',
  'library-twice': 'no two folders of the library have a scenario of the same id',
  'library-scenario': 'a folder has a scenario.yaml, and its name is the scenario’s id',
} as const
const fault = (rule: keyof typeof LIBRARY_RULES, file: string, message: string, place = { line: 1, column: 1 }): Finding => ({
  rule,
  severity: 'error',
  file,
  message,
  ...place,
})

type LibraryPlace = Pick<CatalogueEntry, 'id' | 'kind' | 'situation'>
export const inLibraryOrder = (a: LibraryPlace, b: LibraryPlace): number => rank(a) - rank(b) || (a.id < b.id ? -1 : 1)
const rank = ({ kind, situation }: LibraryPlace): number => (kind === 'tutorial' ? -1 : SITUATIONS.indexOf(situation))

/** Loads all given files. A file that cannot be read is left out, with a finding; the contents of scenarios are checked by `inspect`. */
export function loadLibrary(files: readonly LibraryFile[]): Library {
  const findings: Finding[] = []
  const keep = <T>(parsed: ParseResult<T>): SourcedValue<T>[] => {
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

  const folders = [...new Set(known.filter((f) => f !== names && kindOf(f.path) !== 'evidence').map((f) => folderOf(f.path)))].map(
    (path): Folder => {
      const own = known.filter((f) => folderOf(f.path) === path)
      const read = <T>(kind: FileKind, load: (bytes: Bytes, file: string) => ParseResult<T>): SourcedValue<T>[] =>
        own.filter((f) => kindOf(f.path) === kind).flatMap((f) => keep(load(f.bytes, f.path)))
      const folder: Folder = { path, scenario: read('scenario', loadScenario)[0], overlays: read('overlay', loadOverlay) }
      if (folder.scenario) findings.push(...misplaced(path, folder.scenario))
      else if (!own.some((f) => kindOf(f.path) === 'scenario'))
        findings.push(fault('library-scenario', own[0]!.path, 'the folder has no scenario.yaml: add one'))
      return folder
    },
  )
  const scenarios = folders.flatMap(({ scenario, overlays }): LoadedScenario[] => {
    if (!scenario) return []
    const clashes = inspectIds(scenario.value, scenario.source)
    findings.push(...clashes)
    if (clashes.length > 0) return []
    const translations = overlays.map(
      ({ value }) => [value.locale, inLanguage(applyOverlay(scenario.value, value), untranslated(scenario.value, value))] as const,
    )
    return [{ ...inLanguage(scenario.value), translations: Object.fromEntries(translations) }]
  })
  scenarios.sort((a, b) => inLibraryOrder(a.scenario, b.scenario))
  return { scenarios, folders, pool: pool ?? {}, findings: inOrder(findings) }
}
const inLanguage = (scenario: Scenario, left: string[] = []): ScenarioInLanguage => ({
  scenario: catalogueEntryOf(scenario),
  variants: compile(scenario),
  untranslated: left,
})

function misplaced(folder: string, { value: { id }, source }: SourcedValue<Scenario>): Finding[] {
  if (nameOf(folder) === id) return []
  const message = `the id is ${id}, but its folder is ${nameOf(folder)}: give both the same name`
  return [fault('library-scenario', source.file, message, source.locate(['id']))]
}
