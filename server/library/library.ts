import 'server-only'
import { delimiter, resolve } from 'node:path'
import type { Nature } from '@/scenarios/engine/format/schema'
import { type Scorer, scorer } from '@/scenarios/engine/score/attempt'
import { database } from '../database'
import { config } from '../platform/config'
import { shared } from '../platform/shared'
import type { Evidence } from './evidence'
import type { CompiledScenario, LibraryPattern } from './reading'
import { pastInDatabase } from './served'
import { LibrarySource, type SetAside } from './source'

export type { Evidence } from './evidence'
export type { CompiledScenario, LibraryPattern } from './reading'
export type { SetAside } from './source'

/** The library at one moment, in one language. A page that asks once shows one version throughout. */
export interface Library {
  /** Tutorials come first, then patterns by id. */
  patterns: readonly LibraryPattern[]
  pattern(id: string): LibraryPattern | undefined
  /** The current version of a scenario. A pattern with only one nature has no other to draw. */
  scenario(pattern: string, nature: Nature): CompiledScenario | undefined
}

const source = (): LibrarySource => shared('library', () => new LibrarySource(foldersOf(config().LIBRARY_DIR)))
const foldersOf = (setting: string): string[] =>
  setting
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => resolve(folder))

/** Reads the library and keeps following its changes. A server calls this once, after migrating its database. */
export const openLibrary = async (): Promise<number> => (await source().watch(pastInDatabase)).patterns.length
export const closeLibrary = (): void => source().stop()

/** @param _locale of the texts. For now they are only in English: translations of scenarios are not applied yet. */
export async function libraryIn(_locale: string): Promise<Library> {
  const { patterns } = await source().current()
  const pattern = (id: string) => patterns.find((p) => p.id === id)
  return {
    patterns,
    pattern,
    scenario(id, nature) {
      const { hostile, genuine } = pattern(id)?.scenarios ?? {}
      return nature === 'hostile' ? (hostile ?? genuine) : (genuine ?? hostile)
    },
  }
}

/** What debriefs cite. @param _locale as above */
export const evidenceIn = async (_locale: string): Promise<Evidence> => (await source().current()).evidence

/** What is served from an older version or not at all, for authors. */
export const setAside = async (): Promise<SetAside[]> => (await source().current()).setAside

/** Past versions read so far. */
const archived = () => shared('archived scenarios', () => new Map<string, CompiledScenario>())

/** The version with this hash: the current one, or one from the archive. */
export async function compiledOf(hash: string): Promise<CompiledScenario> {
  const known = (await source().current()).byHash.get(hash) ?? archived().get(hash)
  if (known) return known
  const row = await database().selectFrom('compiled').select('body').where('hash', '=', hash).executeTakeFirstOrThrow()
  const scenario = JSON.parse(row.body) as CompiledScenario
  archived().set(hash, scenario)
  return scenario
}

/** Archives a version for the attempts played on it. */
export async function archive(scenario: CompiledScenario): Promise<void> {
  const { hash, pattern, key } = scenario
  await database()
    .insertInto('compiled')
    .values({ hash, pattern, nature: key.nature, body: JSON.stringify(scenario), archived_at: Date.now() })
    .onConflict((c) => c.column('hash').doNothing())
    .execute()
}

const scorers = new WeakMap<CompiledScenario, Scorer>()
export function scorerOf(scenario: CompiledScenario): Scorer {
  const made = scorers.get(scenario) ?? scorer(scenario.play, scenario.key)
  scorers.set(scenario, made)
  return made
}
