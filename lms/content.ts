import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/moment'
import type { NamePool, Variant } from '@/scenarios/engine/format/schema'
import { type CompiledPlay, isCounted } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'
import { apart, together } from './variants'

type MappedPlay = CompiledPlay & { map: BranchMapProps['map'] }

export interface Scenario {
  scenario: string
  title: string
  summary: string
  you: string
  minutes: number
  /** What it is about, if learners may skip it for that reason. */
  skippable?: string
  /** 8 hex digits over everything that suspended data depends on: structure, names to draw from, variants to draw. */
  hash: string
  variants: Partial<Record<Variant, MappedPlay>>
  /** The variants to draw from. The debrief compares with the other one. */
  drawn: Variant[]
  pool: NamePool
  language: Language
  draft: boolean
}

export const kindOf = ({ variants, drawn }: Scenario): CompiledPlay['kind'] => variants[drawn[0]!]!.kind
/** Whether the result is reported. If learners may skip a scenario, nobody hears whether or how they played it. */
export const isCountedScenario = ({ variants, drawn }: Scenario): boolean => isCounted(variants[drawn[0]!]!)

export interface SharedContent {
  indicators: Record<string, Indicator>
  sources: SourceView[]
  report: 'pass' | 'completion'
  /** Whether there is no LMS, so that the journal stays in the browser. */
  standsAlone: boolean
  contacts: { name: string; place?: string; ways: string[] }[]
}

export interface Content extends Scenario, SharedContent {}

/** What the first page shows. It comes first in the file, so the page can appear before the rest has loaded. */
export type Intro = Pick<Content, 'title' | 'summary' | 'you' | 'minutes' | 'skippable' | 'report' | 'standsAlone' | 'contacts'>
export const introOf = ({ title, summary, you, minutes, skippable, report, standsAlone, contacts }: Content): Intro => ({
  ...{ title, summary, you, minutes, report, standsAlone, contacts },
  ...(skippable && { skippable }),
})

export type MergedVariants<T extends Pick<Scenario, 'variants'>> = Omit<T, 'variants'> & { variants: unknown }

export const stored = <T extends Pick<Scenario, 'variants'>>({ variants: { hostile, genuine }, ...content }: T): MergedVariants<T> => ({
  ...content,
  variants: together(hostile, genuine),
})
export function restored<T extends Pick<Scenario, 'variants'>>({ variants, ...content }: MergedVariants<T>): T {
  const [hostile, genuine] = (['h', 'g'] as const).map((side) => apart(variants, side) as MappedPlay | undefined)
  return { ...content, variants: { ...(hostile && { hostile }), ...(genuine && { genuine }) } } as T
}
