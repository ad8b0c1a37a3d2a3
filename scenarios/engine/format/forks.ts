import type { Scenario } from './schema'
import { type Fork, isFork } from './variant'

/** How much a forked segment distinguishes the variants: strong if one side is a sign. */
export type Strength = 'strong' | 'weak'

export function forksOf({ scenes }: Pick<Scenario, 'scenes'>): ReadonlyMap<string, Strength> {
  const forks = new Map<string, Strength>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit)
    else if (node && typeof node === 'object') {
      if (isFork(node) && 'id' in node) forks.set(String(node.id), strengthOf(node))
      else Object.values(node).forEach(visit)
    }
  }
  for (const { show } of Object.values(scenes)) visit(show)
  return forks
}
/** Takes any fork; one that is not a segment is weak. */
export const strengthOf = ({ hostile, genuine }: Fork): Strength =>
  [hostile, genuine].some((side) => (side as { cue?: string }).cue === 'sign') ? 'strong' : 'weak'
