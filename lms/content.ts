/** What a package plays: one story in the truths it was made with, and all that its debrief cites. `package/content.ts` writes it. */
import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import type { NamePool, Nature } from '@/scenarios/engine/format/schema'
import type { Compiled } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'
import { apart, together } from './truths'

type Truth = Compiled & { map: BranchMapProps['map'] }

export interface Content {
  pattern: string
  title: string
  summary: string
  /** Who one is in it. */
  you: string
  minutes: number
  /** What it is about, where somebody might rather not play it. */
  skippable?: string
  /** Of what suspended data depends on: structure, names to draw from, truths to draw. 8 hex digits. */
  hash: string
  truths: Partial<Record<Nature, Truth>>
  /** The truths to draw from. The other one is there for the debrief to compare with. */
  drawn: Nature[]
  pool: NamePool
  /** Of the story. */
  language: Language
  indicators: Record<string, Indicator>
  /** Of what the debrief may cite. */
  sources: SourceView[]
  /** Whether an expert has still to read it. */
  draft: boolean
  report: 'pass' | 'completion'
  /** Whether no LMS is told anything: the journal stays in the browser. */
  standsAlone: boolean
  /** Whom to tell in a real case, as the organisation has it; empty where nobody said. */
  contacts: { name: string; ways: string[] }[]
}

/** What the first page shows: it stands before everything else, so that it is there first. */
export type Intro = Pick<Content, 'title' | 'summary' | 'you' | 'minutes' | 'skippable' | 'report' | 'standsAlone' | 'contacts'>
export const introOf = ({ title, summary, you, minutes, skippable, report, standsAlone, contacts }: Content): Intro => ({
  ...{ title, summary, you, minutes, report, standsAlone, contacts },
  ...(skippable && { skippable }),
})

/** As a page holds it: the truths in one (`truths.ts`). */
export type StoredContent = Omit<Content, 'truths'> & { truths: unknown }

export const stored = ({ truths: { hostile, genuine }, ...content }: Content): StoredContent => ({
  ...content,
  truths: together(hostile, genuine),
})
export function restored({ truths, ...content }: StoredContent): Content {
  const [hostile, genuine] = (['h', 'g'] as const).map((side) => apart(truths, side) as Truth | undefined)
  return { ...content, truths: { ...(hostile && { hostile }), ...(genuine && { genuine }) } }
}
