import 'server-only'
import type { NamePool, Nature, Pattern } from '@/scenarios/engine/format/schema'
import { NATURES } from '@/scenarios/engine/format/truth'
import type { Compiled } from '@/scenarios/engine/play/compiled'
import { type Language, ORIGINAL } from '@/scenarios/engine/play/language'
import type { LoadedPattern, Told } from '@/scenarios/library/load'
import { type BranchMap, layOut } from './branch-map'

/** One truth of a story in one language. */
export interface CompiledScenario extends Compiled {
  map: BranchMap
  language: Language
}
export type Truths = Partial<Record<Nature, CompiledScenario>>
/** A story in one language. */
export interface LibraryPattern extends Pattern {
  scenarios: Truths
  pool: NamePool
  language: Language
}

/** A story as the library holds it: in all its languages, ready to be stored as JSON. */
export interface LibraryStory {
  id: string
  /** The names that its characters may get. */
  pool: NamePool
  maps: Partial<Record<Nature, BranchMap>>
  /** By locale. */
  languages: Record<string, Told>
}

/** What `of` makes of each truth that there is. */
export const eachTruth = <A, B>(truths: Partial<Record<Nature, A>>, of: (truth: A, nature: Nature) => B): Partial<Record<Nature, B>> =>
  Object.fromEntries(NATURES.flatMap((nature) => (truths[nature] ? [[nature, of(truths[nature], nature)]] : [])))

export function storyFrom({ translations, ...told }: LoadedPattern, pool: NamePool): LibraryStory {
  return {
    id: told.pattern.id,
    pool,
    maps: eachTruth(told.scenarios, ({ play }) => layOut(play)),
    languages: { [ORIGINAL]: told, ...translations },
  }
}

export const inLanguageOf = (truths: Told['scenarios'], maps: LibraryStory['maps'], language: Language): Truths =>
  eachTruth(truths, (compiled, nature) => ({ ...compiled, map: maps[nature]!, language }))

const made = new WeakMap<LibraryStory, Map<string, LibraryPattern>>()
/** The story in a language, or in its own if there is no translation. The same object for the same story and language. */
export function storyIn(story: LibraryStory, locale: string): LibraryPattern {
  const own = made.get(story) ?? new Map<string, LibraryPattern>()
  made.set(story, own)
  const spoken = Object.hasOwn(story.languages, locale) ? locale : ORIGINAL
  const known = own.get(spoken)
  if (known) return known
  const { pattern, scenarios, untranslated } = story.languages[spoken]!
  const language = { locale: spoken, untranslated }
  const inIt = { ...pattern, pool: story.pool, language, scenarios: inLanguageOf(scenarios, story.maps, language) }
  own.set(spoken, inIt)
  return inIt
}
