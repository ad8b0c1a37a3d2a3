/** Words of the longest reading of each list of sentences, among the combinations that a play can reach. */
import type { Path } from '../../library/finding'
import type { AuthoredGuard } from '../../engine/format/guard'
import type { ResolvedScenario } from '../../engine/format/variant'
import { type Guard, type PlayFacts, holds } from '../../engine/play/play'
import { readsOf } from '../../engine/play/graph'
import { longestReading } from './longest-reading'
import type { Question } from './text-questions'
import { measure } from './word-counts'

export const SCREEN_WORDS = 80
export const ENDING_WORDS = 140
/** To walk a scenario for each list would take long, so only those are walked that may be too long. */
const limitOf = (path: Path): number =>
  path[0] === 'endings' ? ENDING_WORDS : path.at(-1) === 'lead' || path.at(-1) === 'consequence' ? SCREEN_WORDS : Infinity
/** With more guards than this, all that their guards allow together is counted. */
const MOST_READS = 24

/** By the path of the list, in steps joined by `/`. The questions fill it. */
export type WordsByProse = Map<string, number>
export const proseKey = (path: Path): string => path.join('/')

type Prose = readonly { text: string; when?: AuthoredGuard }[]
const proseAt = (root: unknown, path: Path): unknown =>
  path.reduce<unknown>((node, step) => (node as Record<string | number, unknown> | undefined)?.[step], root)
const isProse = (node: unknown): node is Prose =>
  Array.isArray(node) && node.every((part) => typeof part?.text === 'string' && !('cue' in part))

export function measuringProse(resolved: ResolvedScenario, questions: readonly Question[]) {
  const words: WordsByProse = new Map()
  const guarded = new Map<string, { question: Question; path: Path; guards: Map<number, Guard> }>()
  for (const question of questions) {
    const path = question.path.slice(0, -2)
    const i = question.path.at(-2)
    if (question.kind !== 'guard' || typeof i !== 'number') continue
    const prose = proseAt(resolved, path)
    if (!isProse(prose) || longestReading(prose) <= limitOf(path)) continue
    const of = guarded.get(proseKey(path)) ?? { question, path, guards: new Map() }
    of.guards.set(i, question.asks)
    guarded.set(proseKey(path), of)
  }
  const few = [...guarded].filter(([, { guards }]) => {
    const reads = new Set<string>()
    for (const guard of guards.values()) readsOf(guard, reads)
    return reads.size <= MOST_READS
  })
  const visits = few.map(([key, { question, path, guards }]): Question => {
    const counted = (proseAt(resolved, path) as Prose).map(({ text }, i) => ({ words: measure(text).words, when: guards.get(i) }))
    const visit = (known: PlayFacts) => {
      const read = counted.reduce((sum, { words, when }) => (!when || holds(when, known) ? sum + words : sum), 0)
      words.set(key, Math.max(read, words.get(key) ?? 0))
    }
    return { ...question, kind: 'visit', path, asks: { all: [...guards.values()] }, visit }
  })
  return { words, questions: visits }
}

/** What a proof gave up, or never asked, is counted as far as its guards allow. */
export const wordsOfProse = (words: WordsByProse, path: Path, prose: Parameters<typeof longestReading>[0]): number =>
  words.get(proseKey(path)) ?? longestReading(prose)
