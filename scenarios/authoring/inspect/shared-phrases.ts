/** Finds phrases of five words or more that several scenarios share, because a learner who plays several would notice. */
import type { Path } from '../../library/finding'
import type { TextAt } from './subject'

const RUN = 5
const sentencesOf = (text: string): string[] => text.toLowerCase().split(/[.?!:;“”]/)
const wordsOf = (sentence: string): string[] => sentence.match(/[\p{L}\p{N}’{}_-]+/gu) ?? []
const runsOf = (words: readonly string[]): string[] => words.slice(RUN - 1).map((_, i) => words.slice(i, i + RUN).join(' '))

export interface SharedPhrase {
  phrase: string
  path: Path
  others: string[]
}
export function sharedPhrases(own: readonly TextAt[], others: ReadonlyMap<string, readonly TextAt[]>): SharedPhrase[] {
  const where = new Map<string, Set<string>>()
  for (const [id, texts] of others)
    for (const run of texts.flatMap(({ text }) => sentencesOf(text).flatMap((s) => runsOf(wordsOf(s)))))
      where.set(run, (where.get(run) ?? new Set()).add(id))
  const found = new Map<string, SharedPhrase>()
  for (const { text, path } of own)
    for (const words of sentencesOf(text).map(wordsOf))
      for (const { from, to, others } of stretches(runsOf(words), where)) {
        const phrase = words.slice(from, to + RUN).join(' ')
        if (!found.has(phrase)) found.set(phrase, { phrase, path, others })
      }
  return [...found.values()]
}

function stretches(runs: readonly string[], where: ReadonlyMap<string, ReadonlySet<string>>) {
  const made: { from: number; to: number; others: string[] }[] = []
  for (const [i, run] of runs.entries()) {
    const ids = where.get(run)
    if (!ids) continue
    const last = made.at(-1)
    if (last?.to === i - 1) {
      last.to = i
      last.others = [...new Set([...last.others, ...ids])].sort()
    } else made.push({ from: i, to: i, others: [...ids].sort() })
  }
  return made
}
