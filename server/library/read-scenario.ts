import 'server-only'
import { createHash } from 'node:crypto'
import { basename, dirname, resolve } from 'node:path'
import { setImmediate as breathe } from 'node:timers/promises'
import type { Evidence as Citable } from '@/scenarios/authoring/inspect'
import { overlayOf } from '@/scenarios/engine/play/overlay'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import { checkLibrary } from '@/scenarios/authoring/inspect/check-library'
import type { Finding } from '@/scenarios/library/finding'
import { type LibraryFile, kindOf, loadNames, loadScenario } from '@/scenarios/library/load'
import { type Evidence, evidenceByLocale } from './evidence'
import { type Survey, type FolderSurvey, asWritten, readFiles } from './files'
import { OUR_FOLDER, poolsFor } from './folders'
import { asPseudo } from './pseudo'
import { type StoredScenario, scenarioFrom } from './scenario'

export interface Outcome {
  id: string
  folder: string
  /** Identifies the source bytes and the compiler. */
  digest: string
  scenario: StoredScenario | null
  findings: Finding[]
}
export interface Reading {
  /** By locale. */
  evidence: Record<string, Evidence>
  /** The last valid pool of names for each folder, and ours. */
  names: Map<string, LibraryFile>
  outcomes: Outcome[]
  /** Folders from which we could read nothing. */
  lost: string[]
  findings: Finding[]
}

export interface VersionSource {
  engine: string
  of(digest: string): Promise<StoredScenario | undefined>
}

export async function read(found: Survey, before: Reading | null, known: VersionSource): Promise<Reading> {
  const findings = found.folders.flatMap(looseFindings)
  const evidenceFiles = await readFiles(found.evidence)
  const evidence = evidenceOf(evidenceFiles, before, findings)
  const names = await namesOf(found, before, findings)
  const reading: Reading = { evidence, names, outcomes: [], lost: found.folders.filter((f) => f.problem).map((f) => f.folder), findings }
  // Scenarios are checked against the original evidence. The pseudo-language is one more translation of each.
  const original = evidenceFiles.filter(({ path }) => kindOf(path) !== 'overlay')
  const base = digestOf(known.engine, [...original, ...asPseudo('', (locale) => ({ locale, texts: {} }))])
  const folderOf = new Map<string, string>()
  for (const { folder, scenarios } of found.folders) {
    const pool = poolsFor(
      folder,
      found.folders.map((f) => f.folder),
    ).flatMap((place) => names.get(place) ?? [])[0]
    for (const [id, paths] of scenarios) {
      const first = folderOf.get(id)
      if (first !== undefined) reading.findings.push(twice(id, first, folder))
      else {
        folderOf.set(id, folder)
        reading.outcomes.push(await outcomeOf({ id, folder, paths, pool, base }, evidence[ORIGINAL]!.citable, before, known))
      }
    }
  }
  return reading
}

interface ScenarioFolder {
  id: string
  folder: string
  paths: string[]
  pool: LibraryFile | undefined
  base: string
}

async function outcomeOf(
  { id, folder, paths, pool, base }: ScenarioFolder,
  evidence: Citable,
  before: Reading | null,
  known: VersionSource,
): Promise<Outcome> {
  const own = await readFiles(paths).catch((error: Error) => error)
  if (own instanceof Error) return { id, folder, digest: '', scenario: null, findings: [unreadable(`${folder}/${id}`, own)] }
  const files = [...(pool ? [pool] : []), ...own]
  const digest = digestOf(base, files)
  const same = before?.outcomes.find((o) => o.folder === folder && o.id === id && o.digest === digest)
  if (same) return same
  const scenario = await known.of(digest)
  if (scenario) return { id, folder, digest, scenario, findings: [] }
  // Lets waiting requests be answered between two scenarios.
  await breathe()
  return { id, folder, digest, ...checkScenario(files, evidence) }
}

/** Compiles and inspects one scenario. Whatever its files contain, the result is findings, never an exception. */
function checkScenario(files: LibraryFile[], evidence: Citable): Pick<Outcome, 'scenario' | 'findings'> {
  try {
    const { scenarios, pool, findings } = checkLibrary([...files, ...pseudoOf(files)], evidence)
    const errors = findings.filter((f) => f.severity === 'error')
    const [loaded] = scenarios
    return loaded && errors.length === 0 ? { scenario: scenarioFrom(loaded, pool), findings: [] } : { scenario: null, findings: errors }
  } catch (error) {
    return { scenario: null, findings: [fault('library-fault', files.at(-1)!.path, `it could not be read: ${(error as Error).message}`)] }
  }
}

/** No pseudo-translation for a scenario that does not parse (checking it says why), or that brings its own. */
function pseudoOf(files: LibraryFile[]): LibraryFile[] {
  const file = files.find(({ path }) => kindOf(path) === 'scenario')
  const scenario = file && loadScenario(file.bytes, file.path)
  if (!scenario?.ok) return []
  return asPseudo(dirname(file!.path), (locale, say) => overlayOf(scenario.value, locale, say)).filter(
    (made) => !files.some(({ path }) => basename(path) === basename(made.path)),
  )
}

function evidenceOf(files: LibraryFile[], before: Reading | null, findings: Finding[]): Reading['evidence'] {
  try {
    const { languages, findings: own } = evidenceByLocale(files)
    findings.push(...own)
    return languages
  } catch (error) {
    if (!before) throw error
    findings.push(fault('library-evidence', 'scenarios/evidence', `the evidence could not be read: ${(error as Error).message}`))
    return before.evidence
  }
}

/** If a pool cannot be read, we report it and keep drawing names from the last valid one. */
async function namesOf({ folders, ourNames }: Survey, before: Reading | null, findings: Finding[]): Promise<Map<string, LibraryFile>> {
  const pools = new Map<string, LibraryFile>()
  const ours = resolve(OUR_FOLDER)
  const places = folders.some((f) => f.folder === ours) ? folders : [...folders, { folder: ours, names: ourNames }]
  for (const { folder, names } of places) {
    const [file] = await readFiles(names ? [names] : []).catch((error: Error) => {
      findings.push(unreadable(names!, error))
      return []
    })
    const parsed = file && loadNames(file.bytes, file.path)
    if (parsed && !parsed.ok) findings.push(...parsed.findings)
    const pool = parsed?.ok ? file : (before?.names.get(folder) ?? file)
    if (pool) pools.set(folder, pool)
  }
  return pools
}

const digestOf = (base: string, files: readonly LibraryFile[]): string => {
  const hash = createHash('sha256').update(base)
  // Only base names, so that a scenario compiled in one place equals the same scenario in another.
  for (const { path, bytes } of files) hash.update(`\0${basename(path)}\0${bytes.length}\0`).update(bytes)
  return hash.digest('hex')
}

/** Findings about the library's folders. All are errors. */
const fault = (rule: string, file: string, message: string): Finding => ({
  rule,
  severity: 'error',
  file: asWritten(file),
  line: 1,
  column: 1,
  message,
})
const unreadable = (path: string, { message }: Error): Finding => fault('library-unreadable', path, `a file cannot be read: ${message}`)
const twice = (id: string, first: string, second: string): Finding =>
  fault(
    'library-twice',
    `${second}/${id}`,
    `${id} is in ${asWritten(first)} and in ${asWritten(second)}: the first is served. Give the second another id`,
  )
const looseFindings = ({ folder, problem, loose }: FolderSurvey): Finding[] => [
  ...(problem === 'unreadable'
    ? [fault('library-folder', folder, 'the folder cannot be read: is it there, and may the server read it?')]
    : problem === 'empty'
      ? [fault('library-folder', folder, 'the folder is empty: is it mounted? To do without its scenarios take it out of LIBRARY_DIR')]
      : []),
  ...loose.map((path) =>
    fault(
      'library-file',
      path,
      'a file beside the folders of scenarios is called names.yaml or evidence.yaml, or is no part of the library',
    ),
  ),
]
