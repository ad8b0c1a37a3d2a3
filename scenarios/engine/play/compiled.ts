import type { Variant, ScenarioKind, Scenario } from '../format/schema'
import type { Key } from './key'
import type { Play } from './play'

/** SHA-256 of the structure of both variants, and of their texts in one language. */
export interface Identity {
  structure: string
  texts: string
}

export interface CompiledPlay {
  scenario: string
  kind: ScenarioKind
  skippable?: boolean
  play: Play
  key: Key
  /** Arguments for texts, except names. */
  values: Record<string, number | string>
  review: Scenario['review']
  identity: Identity
}

/** What scores a play. */
export type KeyedPlay = Pick<CompiledPlay, 'play' | 'key'>

/** Whether others than the learner may see how it was played: not for a tutorial, nor for a scenario that may be skipped. */
export const isCounted = ({ kind, skippable }: Pick<CompiledPlay, 'kind' | 'skippable'>): boolean => kind !== 'tutorial' && !skippable

export type CompiledScenario = Partial<Record<Variant, CompiledPlay>>
