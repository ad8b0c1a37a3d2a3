import { type AuthoredGuard, atoms } from '../../engine/format/guard'
import type { ResolvedScenario } from '../../engine/format/variant'
import { measure } from './word-counts'

export type Prose = NonNullable<ResolvedScenario['scenes'][string]['lead']>

/** With more different guards than this, we count all sentences instead of trying every combination. */
const MOST_ATOMS = 10

type AtomTest = (atom: string) => boolean
function holdsFor(guard: AuthoredGuard, says: AtomTest): boolean {
  if ('all' in guard) return guard.all.every((g) => holdsFor(g, says))
  if ('any' in guard) return guard.any.some((g) => holdsFor(g, says))
  return 'not' in guard ? !holdsFor(guard.not, says) : says(JSON.stringify(guard))
}

/** Words of the longest reading: of sentences with guards, those that can appear together. */
export function longestReading(prose: Prose | undefined): number {
  if (!prose) return 0
  if (typeof prose === 'string') return measure(prose).words
  const parts = prose.map(({ text, when }) => ({ words: measure(text).words, when }))
  const asked = [...new Set(parts.flatMap(({ when }) => (when ? atoms(when).map((atom) => JSON.stringify(atom)) : [])))]
  if (asked.length > MOST_ATOMS) return parts.reduce((sum, { words }) => sum + words, 0)
  let longest = 0
  for (let answers = 0; answers < 1 << asked.length; answers++) {
    const says: AtomTest = (atom) => (answers & (1 << asked.indexOf(atom))) !== 0
    const words = parts.reduce((sum, part) => (!part.when || holdsFor(part.when, says) ? sum + part.words : sum), 0)
    longest = Math.max(longest, words)
  }
  return longest
}
