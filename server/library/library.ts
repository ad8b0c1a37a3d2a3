import 'server-only'
import { join } from 'node:path'
import type { NamePool, Variant } from '@/scenarios/engine/format/schema'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import { config } from '../platform/config'
import { shared } from '../platform/shared'
import { archiveScenario, archivedScenario } from './archive'
import type { Evidence } from './evidence'
import { asWritten, survey } from './files'
import { foldersOf } from './folders'
import { publishedFolder, writePublished } from './published'
import { pastInDatabase } from './served'
import { LibrarySource, type SetAsideScenario } from './source'
import { type CompiledVariant, type LibraryScenario, type Variants, scenarioIn } from './scenario'

export type { Evidence } from './evidence'
export type { CompiledVariant, LibraryScenario } from './scenario'
export type { SetAsideScenario } from './source'

/** The library at one moment, in one language. A page that asks once shows one version throughout. */
export interface Library {
  /** Tutorials come first, then scenarios in the suggested order. */
  scenarios: readonly LibraryScenario[]
  scenario(id: string): LibraryScenario | undefined
  /** The current version of a scenario. A tutorial has only one variant. */
  compiled(scenarioId: string, variant: Variant): CompiledVariant | undefined
}

const source = (): LibrarySource =>
  shared('library', () => new LibrarySource(foldersOf(config().LIBRARY_DIR), { folder: publishedFolder(), write: writePublished }))

/** Reads the library and keeps following its changes. A server calls this once, after it has migrated its database. */
export const openLibrary = async (): Promise<number> => (await source().watch(pastInDatabase)).scenarios.length
export const closeLibrary = (): void => source().stop()

/** The library in a language. Scenarios without a translation stay in their original language. */
export async function libraryIn(locale: string): Promise<Library> {
  const held = await source().current()
  const scenarios = held.scenarios.map((scenario) => scenarioIn(scenario, locale))
  const find = (id: string) => scenarios.find((p) => p.id === id)
  return {
    scenarios,
    scenario: find,
    compiled(id, variant) {
      const { hostile, genuine } = find(id)?.variants ?? {}
      return variant === 'hostile' ? (hostile ?? genuine) : (genuine ?? hostile)
    },
  }
}

/** What debriefs cite, in a language or, without a translation, in the original. */
export async function evidenceIn(locale: string): Promise<Evidence> {
  const { evidence } = await source().current()
  return evidence[locale] ?? evidence[ORIGINAL]!
}

/** Looks for changes at once, for somebody who has just published something. */
export async function lookAgain(): Promise<void> {
  await source().look()
  await source().look()
}

/** Where the folders of the installation have a scenario of this id, as an operator would write it. */
export async function placesOf(id: string): Promise<string[]> {
  const { folders } = await survey(foldersOf(config().LIBRARY_DIR))
  return folders.filter(({ scenarios }) => scenarios.has(id)).map(({ folder }) => asWritten(join(folder, id)))
}

/** What is served from an older version or not at all, for authors. */
export const setAside = async (): Promise<SetAsideScenario[]> => (await source().current()).setAside

/** The names that characters of a scenario may get. If the scenario is gone, those of any other. */
export async function poolOf(scenarioId: string): Promise<NamePool> {
  const { scenarios } = await source().current()
  return (scenarios.find(({ id }) => id === scenarioId) ?? scenarios[0])?.pool ?? {}
}

const keyOf = ({ structure, texts }: Identity): string => `${structure} ${texts}`
const archived = () => shared('archived scenarios', () => new Map<string, Variants>())

/** The scenario with these hashes: the current one in some language, or one from the archive. */
async function playableVariants(identity: Identity): Promise<Variants> {
  const key = keyOf(identity)
  for (const scenario of (await source().current()).scenarios)
    for (const [locale, { variants }] of Object.entries(scenario.languages))
      if (Object.values(variants).some((variant) => keyOf(variant.identity) === key)) return scenarioIn(scenario, locale).variants
  const known = archived().get(key) ?? (await archivedScenario(identity))
  archived().set(key, known)
  return known
}

export const scenarioWith = ({ structure, texts }: Identity): Promise<Variants> => playableVariants({ structure, texts })

export const compiledOf = async ({ structure, texts, variant }: Identity & { variant: Variant }): Promise<CompiledVariant> =>
  (await playableVariants({ structure, texts }))[variant]!

/** The other variant of the same scenario; null for a tutorial, which has only one. */
export const otherVariant = async ({ identity, key }: CompiledVariant): Promise<CompiledVariant | null> =>
  (await playableVariants(identity))[key.variant === 'hostile' ? 'genuine' : 'hostile'] ?? null

export const archive = async ({ identity, scenario: scenarioId }: CompiledVariant): Promise<void> =>
  archiveScenario(scenarioId, await playableVariants(identity))
