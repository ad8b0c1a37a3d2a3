import 'server-only'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Compiled } from '@/scenarios/engine/play/compile'
import type { Nature, Pattern } from '@/scenarios/engine/format/schema'
import { type Scorer, scorer } from '@/scenarios/engine/score/attempt'
import { type LibraryFile, loadLibrary } from '@/scenarios/library/load'
import { type BranchMap, layOut } from './branch-map'
import { config } from '../platform/config'
import { shared } from '../platform/shared'
import { database } from '../database'

/** A compiled scenario with the layout of its branch map: what is archived with the attempts played on it. */
export interface CompiledScenario extends Compiled {
  map: BranchMap
}
export interface LibraryPattern extends Pattern {
  scenarios: Partial<Record<Nature, CompiledScenario>>
}

const libraryRoot = (): string => resolve(config().LIBRARY_DIR)

/** Every file of the library, as bytes. */
export function libraryFiles(root = libraryRoot()): LibraryFile[] {
  return (readdirSync(root, { recursive: true }) as string[])
    .filter((path) => path.endsWith('.yaml') && statSync(join(root, path)).isFile())
    .sort()
    .map((path) => ({ path, bytes: readFileSync(join(root, path)) }))
}

interface Held {
  patterns: LibraryPattern[]
  byHash: Map<string, CompiledScenario>
  stamp: string
}
const held = shared('library', (): { library?: Held } => ({}))

/** The library, compiled once in a process; in development again whenever a file changes. */
function current(): Held {
  const stamp = process.env.NODE_ENV === 'production' && held.library ? held.library.stamp : stampOf(libraryRoot())
  if (held.library?.stamp === stamp) return held.library
  const { patterns, findings } = loadLibrary(libraryFiles())
  const errors = findings.filter((f) => f.severity === 'error')
  if (errors.length > 0) {
    const list = errors.map((f) => `  ${f.file}:${f.line}:${f.column} ${f.rule}: ${f.message}`).join('\n')
    throw new Error(`The scenario library cannot be read. Run "npm run scenario -- check".\n${list}`)
  }
  const byHash = new Map<string, CompiledScenario>()
  const mapped = (compiled: Compiled | undefined) => {
    if (!compiled) return undefined
    const scenario = { ...compiled, map: layOut(compiled.play) }
    byHash.set(scenario.hash, scenario)
    return scenario
  }
  return (held.library = {
    patterns: patterns.map(({ pattern, scenarios }) => ({
      ...pattern,
      scenarios: { hostile: mapped(scenarios.hostile), genuine: mapped(scenarios.genuine) },
    })),
    byHash,
    stamp,
  })
}
const stampOf = (root: string): string =>
  (readdirSync(root, { recursive: true }) as string[]).map((path) => `${path} ${statSync(join(root, path)).mtimeMs}`).join('\n')

/** Every pattern, by id. Tutorials come first. */
export const patterns = (): LibraryPattern[] => current().patterns
export const patternOf = (id: string): LibraryPattern | undefined => patterns().find((p) => p.id === id)
export const isTutorial = (id: string): boolean => id.startsWith('T')

/** The present version of a scenario. A pattern with one nature alone has no other to draw. */
export function currentScenario(pattern: string, nature: Nature): CompiledScenario | undefined {
  const { hostile, genuine } = patternOf(pattern)?.scenarios ?? {}
  return nature === 'hostile' ? (hostile ?? genuine) : (genuine ?? hostile)
}

/** The version that a hash names: the present one, or one from the archive. */
export async function compiledOf(hash: string): Promise<CompiledScenario> {
  const known = current().byHash.get(hash)
  if (known) return known
  const row = await database().selectFrom('compiled').select('body').where('hash', '=', hash).executeTakeFirstOrThrow()
  const scenario = JSON.parse(row.body) as CompiledScenario
  current().byHash.set(hash, scenario)
  return scenario
}

/** Keeps a version for the attempts played on it. */
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
