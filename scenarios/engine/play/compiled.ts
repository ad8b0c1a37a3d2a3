/** A story as it is played: in each of its truths, what is shown and what scores and explains it. */
import type { Nature, PatternKind, Story } from '../format/schema'
import type { Key } from './key'
import type { Play } from './play'

/** SHA-256 of the structure of both truths, and of their texts in one language. */
export interface Identity {
  structure: string
  texts: string
}

/** A story in one truth, ready to be played and scored. */
export interface Compiled {
  pattern: string
  kind: PatternKind
  /** Whether a learner may skip it in a course. */
  skippable?: boolean
  play: Play
  key: Key
  /** Arguments for texts, except names. */
  values: Record<string, number | string>
  review: Story['review']
  identity: Identity
}

/** Whether anybody but the learner may see how it was played: not of a tutorial, and not of a story that one may skip. */
export const isCounted = ({ kind, skippable }: Pick<Compiled, 'kind' | 'skippable'>): boolean => kind !== 'tutorial' && !skippable

/** A story in its truths. */
export type CompiledStory = Partial<Record<Nature, Compiled>>
