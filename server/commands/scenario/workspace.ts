/** The author's files on a disk, with the pool of names and the evidence they need. */
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { type VerbInput, Misuse, type Workspace } from '@/scenarios/authoring/commands/verb'
import { type FileKind, type LibraryFile, kindOf } from '@/scenarios/library/load'
import { NAMES, OUR_FOLDER, OWN_EVIDENCE, foldersOf, poolsFor } from '@/server/library/folders'
import { draftsFolder } from '@/server/platform/config'
import { whenChanged } from './watch'

/** The folders with scenarios, the same ones that the server reads, and last that of the drafts, where a new scenario goes. */
export const authorFolders = (): string[] => [...foldersOf(process.env.LIBRARY_DIR || OUR_FOLDER), ownDrafts()]
const ownDrafts = (): string =>
  resolve(draftsFolder({ DRAFTS_DIR: process.env.DRAFTS_DIR || undefined, DATA_DIR: process.env.DATA_DIR || './data' }))

export const workspaceOf = (out: Workspace['out'], folders: readonly string[]): Workspace => ({
  out,
  asked: (paths) => asked(paths, folders),
  evidence(name) {
    const path = resolve('scenarios', 'evidence', name)
    return { file: shortPath(path), text: readFileSync(path, 'utf8') }
  },
  messages: () => JSON.parse(readFileSync(resolve('messages', 'en.json'), 'utf8')) as unknown,
  ownEvidence: () => readAll(folders.map((folder) => join(folder, OWN_EVIDENCE)).filter((file) => existsSync(file))),
  start: (scenario, text) => start(scenario, text, folders),
  watch: (paths, again) =>
    void whenChanged(
      paths.map((path) => dirname(resolve(path))),
      again,
    ),
})

const shortPath = (path: string): string => relative(process.cwd(), path) || path

function start(scenario: string, text: string, folders: readonly string[]): string {
  const taken = folders.map((library) => join(library, scenario)).find((place) => existsSync(place))
  if (taken !== undefined) throw new Misuse(`${shortPath(taken)} exists already: nothing was written`)
  const file = join(folders.at(-1)!, scenario, 'scenario.yaml')
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, text)
  return shortPath(file)
}

const readAll = (paths: string[]): LibraryFile[] => paths.map((path) => ({ path: shortPath(path), bytes: readFileSync(path) }))

const yamlIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(directory, name))

/** Also searches the folders directly below. @throws Misuse if there are none */
function yamlBelow(directory: string): string[] {
  const folders = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
  const found = [directory, ...folders.sort()].flatMap(yamlIn)
  if (found.length === 0) throw new Misuse(`there is no scenario in ${shortPath(directory)}`)
  return found
}

/** `P01` means a folder of the library or of the drafts, from any working directory. @throws Misuse if two folders have it */
function inLibrary(path: string, folders: readonly string[]): string {
  const found = existsSync(path) ? [] : folders.map((folder) => join(folder, path)).filter((file) => existsSync(file))
  if (found.length > 1) throw new Misuse(`${path} is in ${found.map(shortPath).join(' and in ')}: give one of them another id`)
  return found[0] ?? path
}

/** The last folder is that of the drafts, which need not have any. */
const withScenarios = (folders: readonly string[]): readonly string[] =>
  folders.filter((folder, i) => i === 0 || i < folders.length - 1 || hasScenario(folder))
const hasScenario = (folder: string): boolean =>
  existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, 'scenario.yaml')))

/** These stand beside the folders of scenarios. */
const BESIDE: readonly FileKind[] = ['names', 'evidence']

/** The files an author names, or all of them, with what belongs to them: the rest of their folder and the pool of names. */
function asked(paths: readonly string[], folders: readonly string[]): VerbInput {
  const named = (paths.length > 0 ? paths.map((path) => inLibrary(path, folders)) : withScenarios(folders)).flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`no such file: ${path}`)
    return statSync(path).isDirectory() ? yamlBelow(resolve(path)) : [resolve(path)]
  })
  const libraryOf = (path: string) => (BESIDE.includes(kindOf(path)!) ? dirname(path) : dirname(dirname(path)))
  const libraries = [...new Set(named.map(libraryOf))].map((library) => {
    const own = named.filter((path) => libraryOf(path) === library)
    const pool = poolsFor(library, folders)
      .map((folder) => join(folder, NAMES))
      .find((file) => existsSync(file))
    const beside = own.filter((path) => !BESIDE.includes(kindOf(path)!)).flatMap((path) => yamlIn(dirname(path)))
    const files = [...(pool ? [pool] : []), ...own, ...beside.filter((path) => !['names', 'evidence', null].includes(kindOf(path)))]
    return readAll([...new Set(files)])
  })
  return { libraries, named: new Set(named.map(shortPath)) }
}
