/** What a package plays. `package/content.ts` writes it; of a course see `course/content.ts`. */
import type { BranchMapProps } from '@/components/debrief/branch-map'
import type { SourceView } from '@/components/debrief/sources'
import type { Indicator } from '@/scenarios/engine/debrief/decision-view'
import type { NamePool, Nature } from '@/scenarios/engine/format/schema'
import type { Compiled } from '@/scenarios/engine/play/compiled'
import type { Language } from '@/scenarios/engine/play/language'

/** A story in the truths it was made with. */
export interface Story {
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
  truths: Partial<Record<Nature, Compiled & { map: BranchMapProps['map'] }>>
  /** The truths to draw from. The other one is there for the debrief to compare with. */
  drawn: Nature[]
  pool: NamePool
  /** Of the story. */
  language: Language
  /** Whether an expert has still to read it. */
  draft: boolean
}

/** What a package holds once, whatever it plays. */
export interface Shared {
  indicators: Record<string, Indicator>
  /** Of all that may be cited. */
  sources: SourceView[]
  report: 'pass' | 'completion'
  /** Whether no LMS is told anything: the journal stays in the browser. */
  standsAlone: boolean
  /** Whom to tell in a real case, as the organisation has it; empty where nobody said. */
  contacts: { name: string; place?: string; ways: string[] }[]
}

/** One story, and all that its debrief cites. */
export interface Content extends Story, Shared {}
