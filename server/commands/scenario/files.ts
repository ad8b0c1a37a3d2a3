/** Reads the author's files from the disk, with the pool and the evidence they rest on. */
import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { parse } from 'yaml'
import type { Evidence } from '@/scenarios/engine/inspect'
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

/**
 * The files an author names, and those they belong with: the rest of their folder and the pool of names.
 * `named` are the paths asked about. @throws Misuse where a file is not there.
 */
export function withFolders(paths: string[]): { files: LibraryFile[]; named: Set<string> } {
  const named = paths.flatMap((path) => {
    if (!existsSync(path)) throw new Misuse(`no such file: ${path}`)
    return statSync(path).isDirectory() ? yamlIn(resolve(path)) : [resolve(path)]
  })
  const own = named.some((path) => kindOf(path) === 'names') ? [] : [NAMES]
  const folders = named
    .filter((path) => kindOf(path) !== 'names')
    .flatMap((path) => yamlIn(dirname(path)).filter((p) => kindOf(p) !== null))
  return { files: readAll([...new Set([...own, ...named, ...folders])]), named: new Set(named.map(told)) }
}

/** The sources that may be shown and the indicators, from `scenarios/evidence`. */
export function evidence(): Evidence {
  const read = (name: string) => readFileSync(join(SCENARIOS, 'evidence', name), 'utf8')
  const sources = [...JSON.parse(read('passages.json')), ...JSON.parse(read('guidance.json'))] as { id: string; show?: boolean }[]
  const { signs, decoys } = parse(read('indicators.yaml')) as Pick<Evidence, 'signs' | 'decoys'>
  return { sources: new Set(sources.filter((s) => s.show !== false).map((s) => s.id)), signs, decoys }
}
