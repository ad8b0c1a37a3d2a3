import 'server-only'
import type { NamePool, Variant, CatalogueEntry } from '@/scenarios/engine/format/schema'
import { VARIANTS } from '@/scenarios/engine/format/variant'
import type { CompiledPlay } from '@/scenarios/engine/play/compiled'
import { type Language, ORIGINAL } from '@/scenarios/engine/play/language'
import type { LoadedScenario, ScenarioInLanguage } from '@/scenarios/library/load'
import { type BranchMap, layOut } from './branch-map'

export interface CompiledVariant extends CompiledPlay {
  map: BranchMap
  language: Language
}
export type Variants = Partial<Record<Variant, CompiledVariant>>
export interface LibraryScenario extends CatalogueEntry {
  variants: Variants
  pool: NamePool
  language: Language
}

export interface StoredScenario {
  id: string
  pool: NamePool
  maps: Partial<Record<Variant, BranchMap>>
  /** By locale. */
  languages: Record<string, ScenarioInLanguage>
}

export const eachVariant = <A, B>(
  variants: Partial<Record<Variant, A>>,
  of: (half: A, variant: Variant) => B,
): Partial<Record<Variant, B>> =>
  Object.fromEntries(VARIANTS.flatMap((variant) => (variants[variant] ? [[variant, of(variants[variant], variant)]] : [])))

export function scenarioFrom({ translations, ...original }: LoadedScenario, pool: NamePool): StoredScenario {
  return {
    id: original.scenario.id,
    pool,
    maps: eachVariant(original.variants, ({ play }) => layOut(play)),
    languages: { [ORIGINAL]: original, ...translations },
  }
}

export const inLanguageOf = (variants: ScenarioInLanguage['variants'], maps: StoredScenario['maps'], language: Language): Variants =>
  eachVariant(variants, (compiled, variant) => ({ ...compiled, map: maps[variant]!, language }))

const made = new WeakMap<StoredScenario, Map<string, LibraryScenario>>()
/** The original if there is no translation. Returns the same object for the same scenario and language. */
export function scenarioIn(scenario: StoredScenario, locale: string): LibraryScenario {
  const own = made.get(scenario) ?? new Map<string, LibraryScenario>()
  made.set(scenario, own)
  const spoken = Object.hasOwn(scenario.languages, locale) ? locale : ORIGINAL
  const known = own.get(spoken)
  if (known) return known
  const { scenario: entry, variants, untranslated } = scenario.languages[spoken]!
  const language = { locale: spoken, untranslated }
  const inIt = { ...entry, pool: scenario.pool, language, variants: inLanguageOf(variants, scenario.maps, language) }
  own.set(spoken, inIt)
  return inIt
}
