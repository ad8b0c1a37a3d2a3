import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/moment'
import { canonicalJson, sha256Hex } from '@/scenarios/engine/format/ids'
import type { NamePool, Variant, CatalogueEntry } from '@/scenarios/engine/format/schema'
import { VARIANTS } from '@/scenarios/engine/format/variant'
import type { CompiledPlay } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'
import { CHARACTER_FORMS } from '@/scenarios/engine/play/names'
import { type ReadTexts, format, mapTexts } from '@/scenarios/engine/play/staging'
import { type Content, type SharedContent, type Scenario, isCountedScenario } from '../content'
import { withChoices } from '../pronoun-choices'
import { PackageError } from './package-error'

export interface PackagedScenario extends Pick<CatalogueEntry, 'id' | 'title' | 'summary' | 'you' | 'minutes' | 'skippable'> {
  variants: Partial<Record<Variant, CompiledPlay & { map: BranchMapProps['map'] }>>
  pool: NamePool
  language: Language
}
export type PackageChoices = Pick<SharedContent, 'report' | 'standsAlone' | 'contacts'>
export interface Choices extends PackageChoices {
  /** The variant to play; null draws one for each attempt. */
  variant: Variant | null
}
export interface CitableEvidence {
  indicators: Record<string, Indicator>
  sources: readonly SourceView[]
}

/** A tutorial and a scenario that may be skipped always report completion only. @throws PackageError if the variant is missing */
export function contentOf(packaged: PackagedScenario, { variant, ...choices }: Choices, cited: CitableEvidence): Content {
  const scenario = scenarioOf(packaged, variant)
  const report = isCountedScenario(scenario) ? choices.report : 'completion'
  return { ...scenario, ...choices, report, ...citedIn(JSON.stringify(scenario.variants), cited) }
}

/** @throws PackageError if the scenario does not have the variant */
export function scenarioOf(packaged: PackagedScenario, variant: Variant | null): Scenario {
  const { id, title, summary, you, minutes, skippable, variants, pool, language } = packaged
  const halves = Object.fromEntries(VARIANTS.flatMap((n) => (variants[n] ? [[n, withValues(variants[n], language.locale)]] : [])))
  const drawn = VARIANTS.filter((n) => variants[n] && (variant === null || n === variant))
  if (drawn.length === 0) throw new PackageError('variant', `${id} is never ${variant}`)
  const first = variants[drawn[0]!]!
  return {
    ...{ scenario: id, title, summary, you, minutes, ...(skippable && { skippable }), variants: halves, drawn, pool, language },
    hash: shortHash({ structure: first.identity.structure, pool, drawn }),
    draft: first.review.state === 'draft',
  }
}

export const shortHash = (of: object): string => sha256Hex(canonicalJson(of)).slice(0, 8)

export function citedIn(known: string, { indicators, sources }: CitableEvidence): Pick<SharedContent, 'indicators' | 'sources'> {
  const has = (name: string) => known.includes(`"${name}"`)
  const signs = Object.entries(indicators).filter(([name]) => has(name))
  return {
    indicators: Object.fromEntries(signs),
    sources: sources.filter(({ id }) => has(id) || signs.some(([, { cites }]) => cites?.includes(id))),
  }
}

/** Fills in everything but the names, which are drawn later, and the learner's own words. */
function withValues<T extends CompiledPlay>(compiled: T, locale: string): T {
  const read: ReadTexts = new Map()
  const people = Object.keys(compiled.play.cast).map((id) => id.replaceAll('-', '_'))
  const places = ['said', ...people.flatMap((who) => CHARACTER_FORMS.map((form) => `${who}_${form}`))]
  const args = { ...compiled.values, ...Object.fromEntries(places.map((place) => [place, `{${place}}`])) }
  const fill = (text: string) =>
    withChoices(text, (choices) => {
      const chosen = Object.fromEntries([...choices].flatMap(([who, choice]) => (choice === 'other' ? [] : [[`${who}_they`, choice]])))
      return format(text, { ...args, ...chosen }, locale, read)
    })
  const { play, key } = mapTexts({ play: compiled.play, key: compiled.key }, fill)
  return { ...compiled, play, key, values: {} }
}
