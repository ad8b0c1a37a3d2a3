/** Reads the author's files from the disk, with the pool and the evidence they rest on. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import type { Evidence } from '@/scenarios/engine/inspect'
import { readEvidence } from '@/scenarios/library/evidence'
import { type LibraryFile, kindOf } from '@/scenarios/library/load'
import { Misuse } from './verb'

const SCENARIOS = resolve('scenarios')
export const LIBRARY = join(SCENARIOS, 'library')
const NAMES = join(LIBRARY, 'names.yaml')

/** A path as the author would write it from where they are. */
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

/** `P01/hostile` is a file of the library, wherever one is. */
const inLibrary = (path: string): string => {
  const known = join(LIBRARY, `${path}.yaml`)
  return !existsSync(path) && existsSync(known) ? known : path
}

/** The pool that the server draws from, too: a library's own, or ours where it has none. */
function namesFor(scenario: string | undefined): string {
  const own = scenario && join(dirname(dirname(scenario)), 'names.yaml')
  return own && existsSync(own) ? own : NAMES
}

/**
 * The files an author names, and those they belong with: the rest of their folder and the pool of names.
 * `named` are the paths asked about. @throws Misuse where a file is not there.
 */
export function withFolders(paths: string[]): { files: LibraryFile[]; named: Set<string> } {
  const named = paths.map(inLibrary).flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`no such file: ${path}`)
    return statSync(path).isDirectory() ? yamlIn(resolve(path)) : [resolve(path)]
  })
  const scenarios = named.filter((path) => kindOf(path) !== 'names')
  const own = named.some((path) => kindOf(path) === 'names') ? [] : [namesFor(scenarios[0])]
  const folders = scenarios.flatMap((path) => yamlIn(dirname(path)).filter((p) => kindOf(p) !== null))
  return { files: readAll([...new Set([...own, ...named, ...folders])]), named: new Set(named.map(told)) }
}

/** The sources that may be shown and the indicators, from `scenarios/evidence`. */
export function evidence(): Evidence {
  const { sources, signs, decoys } = readEvidence((name) => readFileSync(join(SCENARIOS, 'evidence', name), 'utf8'))
  return { sources: new Set(sources.keys()), signs, decoys }
}
