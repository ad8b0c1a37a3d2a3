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
  play: Play
  key: Key
  /** Arguments for texts, except names. */
  values: Record<string, number | string>
  review: Story['review']
  identity: Identity
}

/** A story in its truths. */
export type CompiledStory = Partial<Record<Nature, Compiled>>
