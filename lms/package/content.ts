/** What a package plays, made from a story of the library. */
import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import { canonicalJson, sha256Hex } from '@/scenarios/engine/format/ids'
import type { NamePool, Nature, Pattern } from '@/scenarios/engine/format/schema'
import { NATURES } from '@/scenarios/engine/format/truth'
import type { Compiled } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'
import { type ReadTexts, format, mapTexts } from '@/scenarios/engine/play/stage'
import { type Content, type Shared, type Story, isCountedStory } from '../content'
import { Unmade } from './unmade'

/** A story as the library holds it, in one language. */
export interface PackagedStory extends Pick<Pattern, 'id' | 'title' | 'summary' | 'you' | 'minutes' | 'skippable'> {
  scenarios: Partial<Record<Nature, Compiled & { map: BranchMapProps['map'] }>>
  pool: NamePool
  language: Language
}
export type Told = Pick<Shared, 'report' | 'standsAlone' | 'contacts'>
export interface Choices extends Told {
  /** Which truth is played; null draws one for each attempt. */
  nature: Nature | null
}
export interface Cited {
  indicators: Record<string, Indicator>
  sources: readonly SourceView[]
}

/**
 * Of a tutorial, and of a story that one may skip, completion is reported, whatever was asked for.
 * @throws Unmade if the story has no such truth
 */
export function contentOf(packaged: PackagedStory, { nature, ...told }: Choices, cited: Cited): Content {
  const story = storyOf(packaged, nature)
  const report = isCountedStory(story) ? told.report : 'completion'
  return { ...story, ...told, report, ...citedIn(JSON.stringify(story.truths), cited) }
}

/** @throws Unmade if the story has no such truth */
export function storyOf(packaged: PackagedStory, nature: Nature | null): Story {
  const { id, title, summary, you, minutes, skippable, scenarios, pool, language } = packaged
  const truths = Object.fromEntries(NATURES.flatMap((n) => (scenarios[n] ? [[n, withValues(scenarios[n], language.locale)]] : [])))
  const drawn = NATURES.filter((n) => scenarios[n] && (nature === null || n === nature))
  if (drawn.length === 0) throw new Unmade('truth', `${id} is never ${nature}`)
  const first = scenarios[drawn[0]!]!
  return {
    ...{ pattern: id, title, summary, you, minutes, ...(skippable && { skippable }), truths, drawn, pool, language },
    hash: shortHash({ structure: first.identity.structure, pool, drawn }),
    draft: first.review.state === 'draft',
  }
}

/** 8 hex digits. */
export const shortHash = (of: object): string => sha256Hex(canonicalJson(of)).slice(0, 8)

/** The signs that something has, as JSON, and the sources that it or one of them names. */
export function citedIn(known: string, { indicators, sources }: Cited): Pick<Shared, 'indicators' | 'sources'> {
  const has = (name: string) => known.includes(`"${name}"`)
  const signs = Object.entries(indicators).filter(([name]) => has(name))
  return {
    indicators: Object.fromEntries(signs),
    sources: sources.filter(({ id }) => has(id) || signs.some(([, { cites }]) => cites?.includes(id))),
  }
}

/** Everything in its texts but names, which are drawn later, and the learner's own words. */
function withValues<T extends Compiled>(compiled: T, locale: string): T {
  const read: ReadTexts = new Map()
  const places = [
    'said',
    ...Object.keys(compiled.play.cast).flatMap((id) => ['name', 'given', 'family'].map((part) => `${id.replaceAll('-', '_')}_${part}`)),
  ]
  const args = { ...compiled.values, ...Object.fromEntries(places.map((place) => [place, `{${place}}`])) }
  const fill = (text: string) => format(text, args, locale, read)
  const { play, key } = mapTexts({ play: compiled.play, key: compiled.key }, fill)
  return { ...compiled, play, key, values: {} }
}
