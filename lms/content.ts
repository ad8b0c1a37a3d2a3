/** What a package plays. `package/content.ts` writes it; of a course see `course/content.ts`. */
import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import type { NamePool, Variant } from '@/scenarios/engine/format/schema'
import { type CompiledPlay, isCounted } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'
import { apart, together } from './variants'

type MappedPlay = CompiledPlay & { map: BranchMapProps['map'] }

/** A scenario in the variants it was made with. */
export interface Scenario {
  scenario: string
  title: string
  summary: string
  /** Who one is in it. */
  you: string
  minutes: number
  /** What it is about, where somebody might rather not play it. */
  skippable?: string
  /** Of what suspended data depends on: structure, names to draw from, variants to draw. 8 hex digits. */
  hash: string
  variants: Partial<Record<Variant, MappedPlay>>
  /** The variants to draw from. The other one is there for the debrief to compare with. */
  drawn: Variant[]
  pool: NamePool
  /** Of the scenario. */
  language: Language
  /** Whether an expert has still to read it. */
  draft: boolean
}

export const kindOf = ({ variants, drawn }: Scenario): CompiledPlay['kind'] => variants[drawn[0]!]!.kind
/** Whether a scenario's result is anybody's but the learner's. One that may be skipped says neither that it was played nor how. */
export const isCountedScenario = ({ variants, drawn }: Scenario): boolean => isCounted(variants[drawn[0]!]!)

/** What a package holds once, whatever it plays. */
export interface SharedContent {
  indicators: Record<string, Indicator>
  /** Of all that may be cited. */
  sources: SourceView[]
  report: 'pass' | 'completion'
  /** Whether no LMS is told anything: the journal stays in the browser. */
  standsAlone: boolean
  /** Whom to tell in a real case, as the organisation has it; empty where nobody said. */
  contacts: { name: string; place?: string; ways: string[] }[]
}

/** One scenario, and all that its debrief cites. */
export interface Content extends Scenario, SharedContent {}

/** What the first page shows: it stands before everything else, so that it is there first. */
export type Intro = Pick<Content, 'title' | 'summary' | 'you' | 'minutes' | 'skippable' | 'report' | 'standsAlone' | 'contacts'>
export const introOf = ({ title, summary, you, minutes, skippable, report, standsAlone, contacts }: Content): Intro => ({
  ...{ title, summary, you, minutes, report, standsAlone, contacts },
  ...(skippable && { skippable }),
})

/** A scenario as a page holds it: the variants in one (`variants.ts`). */
export type MergedVariants<T extends Pick<Scenario, 'variants'>> = Omit<T, 'variants'> & { variants: unknown }

export const stored = <T extends Pick<Scenario, 'variants'>>({ variants: { hostile, genuine }, ...content }: T): MergedVariants<T> => ({
  ...content,
  variants: together(hostile, genuine),
})
export function restored<T extends Pick<Scenario, 'variants'>>({ variants, ...content }: MergedVariants<T>): T {
  const [hostile, genuine] = (['h', 'g'] as const).map((side) => apart(variants, side) as MappedPlay | undefined)
  return { ...content, variants: { ...(hostile && { hostile }), ...(genuine && { genuine }) } } as T
}
