/** Reads the author's files, with the pool of names and the evidence they need. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Evidence, Finding } from '@/scenarios/authoring/inspect'
import { checkAddresses } from '@/scenarios/authoring/inspect/addresses'
import { readEvidence } from '@/scenarios/library/evidence'
import { type Folder, type LibraryFile, kindOf, loadLibrary } from '@/scenarios/library/load'
import { NAMES, OUR_FOLDER, foldersOf, poolsFor } from '@/server/library/folders'
import { Misuse } from '@/scenarios/authoring/commands/verb'

const SCENARIOS = resolve('scenarios')

/** A path as the author would write it, relative to the working directory. */
const told = (path: string): string => relative(process.cwd(), path) || path

const readAll = (paths: string[]): LibraryFile[] => paths.map((path) => ({ path: told(path), bytes: readFileSync(path) }))

const yamlIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(directory, name))

/** Where stories are: the folders that the server reads too. A new one goes into the last. */
export const libraryFolders = (): string[] => foldersOf(process.env.LIBRARY_DIR || OUR_FOLDER)

/** The files of a folder, and of those in it. @throws Misuse if there are none */
function yamlBelow(directory: string): string[] {
  const folders = readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(directory, entry.name))
  const found = [directory, ...folders.sort()].flatMap(yamlIn)
  if (found.length === 0) throw new Misuse(`there is no story in ${told(directory)}`)
  return found
}

/** `P01` means a folder of the library, from anywhere. */
const inLibrary = (path: string): string =>
  (existsSync(path)
    ? undefined
    : libraryFolders()
        .map((folder) => join(folder, path))
        .find((file) => existsSync(file))) ?? path

/** Files to read, by the library folder that they are in, each with the names that its stories draw from. */
export interface Asked {
  libraries: LibraryFile[][]
  /** The paths asked about. */
  named: Set<string>
}
/**
 * The files an author names, or all, and those that belong to them: the rest of their folder and the pool of names.
 * @throws Misuse if a file does not exist
 */
export function withFolders(paths: string[]): Asked {
  const named = (paths.length > 0 ? paths.map(inLibrary) : libraryFolders()).flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`no such file: ${path}`)
    return statSync(path).isDirectory() ? yamlBelow(resolve(path)) : [resolve(path)]
  })
  const libraryOf = (path: string) => (kindOf(path) === 'names' ? dirname(path) : dirname(dirname(path)))
  const libraries = [...new Set(named.map(libraryOf))].map((library) => {
    const own = named.filter((path) => libraryOf(path) === library)
    const pool = poolsFor(library, libraryFolders())
      .map((folder) => join(folder, NAMES))
      .find((file) => existsSync(file))
    const beside = own.filter((path) => kindOf(path) !== 'names').flatMap((path) => yamlIn(dirname(path)))
    const files = [...(pool ? [pool] : []), ...own, ...beside.filter((path) => !['names', null].includes(kindOf(path)))]
    return readAll([...new Set(files)])
  })
  return {
    libraries,
    named: new Set(named.map(told)),
  }
}

/** Every story of the library, for what stands in more than one. */
export const everyStory = (): Folder[] => loadLibrary(libraryFolders().flatMap((folder) => readAll(yamlBelow(folder)))).folders

/** What is wrong with the addresses of the sources. */
export function evidenceFindings(): Finding[] {
  const read = (name: string) => ({
    file: told(join(SCENARIOS, 'evidence', name)),
    text: readFileSync(join(SCENARIOS, 'evidence', name), 'utf8'),
  })
  return checkAddresses(read('guidance.json'), read('hosts.json'))
}

/** The sources that may be shown, and the indicators, from `scenarios/evidence`. */
export function evidence(): Evidence {
  const { sources, signs, decoys } = readEvidence((name) => readFileSync(join(SCENARIOS, 'evidence', name), 'utf8'))
  return { sources: new Set(sources.keys()), signs, decoys }
}
