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

type Sentences = readonly { text: string; when?: AuthoredGuard }[]
/** Every set of sentences that their guards allow together; null where there are too many to try. */
export function readingsOf<S extends Sentences>(sentences: S): S[number][][] | null {
  const asked = [...new Set(sentences.flatMap(({ when }) => (when ? atoms(when).map((atom) => JSON.stringify(atom)) : [])))]
  if (asked.length > MOST_ATOMS) return null
  return Array.from({ length: 1 << asked.length }, (_, answers) => {
    const says: AtomTest = (atom) => (answers & (1 << asked.indexOf(atom))) !== 0
    return sentences.filter(({ when }) => !when || holdsFor(when, says))
  })
}

/** Words of the longest reading: of sentences with guards, those that can appear together. */
export function longestReading(prose: string | Sentences | undefined): number {
  if (!prose) return 0
  if (typeof prose === 'string') return measure(prose).words
  const counted = prose.map(({ text, when }) => ({ text, when, words: measure(text).words }))
  const wordsIn = (parts: typeof counted) => parts.reduce((sum, { words }) => sum + words, 0)
  return Math.max(...(readingsOf(counted) ?? [counted]).map(wordsIn))
}
