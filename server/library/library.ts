import 'server-only'
import type { NamePool, Nature } from '@/scenarios/engine/format/schema'
import type { Identity } from '@/scenarios/engine/play/compiled'
import { ORIGINAL } from '@/scenarios/engine/play/language'
import { type Scorer, scorer } from '@/scenarios/engine/score/attempt'
import { config } from '../platform/config'
import { shared } from '../platform/shared'
import { archiveStory, archivedStory, lastTexts } from './archive'
import type { Evidence } from './evidence'
import { foldersOf } from './folders'
import { pastInDatabase } from './served'
import { LibrarySource, type SetAside } from './source'
import { type CompiledScenario, type LibraryPattern, type Truths, storyIn } from './story'

export type { Evidence } from './evidence'
export type { CompiledScenario, LibraryPattern } from './story'
export type { SetAside } from './source'

/** The library at one moment, in one language. A page that asks once shows one version throughout. */
export interface Library {
  /** Tutorials come first, then patterns in the suggested order. */
  patterns: readonly LibraryPattern[]
  pattern(id: string): LibraryPattern | undefined
  /** The current version of a scenario. A pattern with only one nature has no other to draw. */
  scenario(pattern: string, nature: Nature): CompiledScenario | undefined
}

const source = (): LibrarySource => shared('library', () => new LibrarySource(foldersOf(config().LIBRARY_DIR)))

/** Reads the library and keeps following its changes. A server calls this once, after migrating its database. */
export const openLibrary = async (): Promise<number> => (await source().watch(pastInDatabase)).stories.length
export const closeLibrary = (): void => source().stop()

/** The library in a language: a story that is not translated into it is as it was written. */
export async function libraryIn(locale: string): Promise<Library> {
  const { stories } = await source().current()
  const patterns = stories.map((story) => storyIn(story, locale))
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

/** What debriefs cite, in a language or as it was written. */
export async function evidenceIn(locale: string): Promise<Evidence> {
  const { evidence } = await source().current()
  return evidence[locale] ?? evidence[ORIGINAL]!
}

/** What is served from an older version or not at all, for authors. */
export const setAside = async (): Promise<SetAside[]> => (await source().current()).setAside

/** The names that characters of a pattern may get; those of any other pattern if it is no longer there. */
export async function poolOf(pattern: string): Promise<NamePool> {
  const { stories } = await source().current()
  return (stories.find(({ id }) => id === pattern) ?? stories[0])?.pool ?? {}
}

const keyOf = ({ structure, texts }: Identity): string => `${structure} ${texts}`
/** Past versions read so far. */
const archived = () => shared('archived stories', () => new Map<string, Truths>())

/** The story with these hashes: the current one in some language, or one from the archive. */
async function truthsOf(identity: Identity): Promise<Truths> {
  const key = keyOf(identity)
  for (const story of (await source().current()).stories)
    for (const [locale, { scenarios }] of Object.entries(story.languages))
      if (Object.values(scenarios).some((truth) => keyOf(truth.identity) === key)) return storyIn(story, locale).scenarios
  const known = archived().get(key) ?? (await archivedStory(identity))
  archived().set(key, known)
  return known
}

/** The story with these hashes in its truths. */
export const storyWith = ({ structure, texts }: Identity): Promise<Truths> => truthsOf({ structure, texts })

/** One truth of the story with these hashes. */
export const compiledOf = async ({ structure, texts, nature }: Identity & { nature: Nature }): Promise<CompiledScenario> =>
  (await truthsOf({ structure, texts }))[nature]!

/** A truth of the story with this structure, whatever its words: those it has now, or those that were played last. */
export async function presentOf({ structure, nature }: { structure: string; nature: Nature }): Promise<CompiledScenario> {
  for (const story of (await source().current()).stories) {
    const present = storyIn(story, ORIGINAL).scenarios[nature]
    if (present?.identity.structure === structure) return present
  }
  return compiledOf({ structure, nature, texts: (await lastTexts(structure)) ?? '' })
}

/** The same story in its other truth, and null for a tutorial, which has one. */
export const otherTruth = async ({ identity, key }: CompiledScenario): Promise<CompiledScenario | null> =>
  (await truthsOf(identity))[key.nature === 'hostile' ? 'genuine' : 'hostile'] ?? null

/** Archives a story for what begins on it now. */
export const archive = async ({ identity, pattern }: CompiledScenario): Promise<void> => archiveStory(pattern, await truthsOf(identity))

const scorers = new WeakMap<CompiledScenario, Scorer>()
export function scorerOf(scenario: CompiledScenario): Scorer {
  const made = scorers.get(scenario) ?? scorer(scenario.play, scenario.key)
  scorers.set(scenario, made)
  return made
}
