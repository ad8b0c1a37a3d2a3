/** Reads the author's files, with the pool of names and the evidence they need. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Evidence, Finding } from '@/scenarios/engine/inspect'
import { checkAddresses } from '@/scenarios/library/addresses'
import { readEvidence } from '@/scenarios/library/evidence'
import { type LibraryFile, kindOf } from '@/scenarios/library/load'
import { Misuse } from './verb'

const SCENARIOS = resolve('scenarios')
export const LIBRARY = join(SCENARIOS, 'library')
const NAMES = join(LIBRARY, 'names.yaml')

/** A path as the author would write it, relative to the working directory. */
const told = (path: string): string => relative(process.cwd(), path) || path

const readAll = (paths: string[]): LibraryFile[] => paths.map((path) => ({ path: told(path), bytes: readFileSync(path) }))

const yamlIn = (directory: string): string[] =>
  readdirSync(directory)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => join(directory, name))

/** Every file of the library. */
export const wholeLibrary = (): LibraryFile[] => {
  const folders = readdirSync(LIBRARY, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(LIBRARY, entry.name))
  return readAll([LIBRARY, ...folders.sort()].flatMap(yamlIn))
}

/** `P01` means a folder of our library, from anywhere. */
const inLibrary = (path: string): string => {
  const known = [join(LIBRARY, path), join(LIBRARY, `${path}.yaml`)].find((file) => existsSync(file))
  return !existsSync(path) && known ? known : path
}

/** The pool of names that the server would use: the library's own, or ours if it has none. */
function namesFor(story: string | undefined): string {
  const own = story && join(dirname(dirname(story)), 'names.yaml')
  return own && existsSync(own) ? own : NAMES
}

/**
 * The files an author names, and those that belong to them: the rest of their folder and the pool of names.
 * `named` holds the paths asked about. @throws Misuse if a file does not exist
 */
export function withFolders(paths: string[]): { files: LibraryFile[]; named: Set<string> } {
  const named = paths.map(inLibrary).flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`no such file: ${path}`)
    return statSync(path).isDirectory() ? yamlIn(resolve(path)) : [resolve(path)]
  })
  const stories = named.filter((path) => kindOf(path) !== 'names')
  const own = named.some((path) => kindOf(path) === 'names') ? [] : [namesFor(stories[0])]
  const folders = stories.flatMap((path) => yamlIn(dirname(path)).filter((p) => kindOf(p) !== null))
  return { files: readAll([...new Set([...own, ...named, ...folders])]), named: new Set(named.map(told)) }
}

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
