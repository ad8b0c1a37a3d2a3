/**
 * Figures are released once and for good. What a group's attempts come to is a sum of **atoms**: one cohort, one item in one
 * version of its text, one thing that was seen, decided or judged, and a crowd (`crowd.ts`). Attempts wait until those that
 * have finished are a crowd: a **batch**. Only then is each thing looked at, and released of all of whom it still waits, if
 * they are a crowd; what is of fewer waits for the next batch. What was released is marked, and never counted again. Nothing
 * changes what was written: nobody's moving, leaving or erasing. So two readings, whatever was done between them, differ by
 * nothing or by a crowd; and when something is released depends on who has finished, never on what one of them answered.
 */
import type { Looks, Sureness } from '../play/play'
import { SURENESS } from '../play/play'
import { type Cell, type Marked, figuresOf, isRight, noCell } from './cohort'
import { type Assurance, isCrowd } from './crowd'
import { NONE, isFlagged, isSeen, optionAt } from './marks'
import { addLearner } from './moments'
import { type Rest, addPair, noRest } from './item-statistics'

/** A first attempt, with what of it was counted before. */
export interface Attempt {
  id: string
  learner: string
  standing: Assurance
  block: string
  item: string
  hash: string
  /** When it was finished. */
  at: number
  looks: Looks
  sure: Sureness
  quality: number
  passed: boolean
  signs: number
  hits: number
  decoys: number
  alarms: number
  marks: string
  /** A character each for the judgement and for every place of `marks`; empty where nothing was counted yet. */
  counted: string
  /** The same of how it went with the rest: the quality, then each segment. */
  weighed: string
  /** Whether its word of confidence was counted. */
  said: boolean
  /** How the learner did in the other items of the course, once it is completed; null before, and where there are none. */
  rest: { quality: number /** Of all signs seen in the course, this one's own among them. */; hits: number; signs: number } | null
}

const WAITS = '0'
const COUNTED = '1'
/** Most attempts are counted whole: they are passed over. */
const waits = (marked: string): boolean => marked === '' || marked.includes(WAITS)
const isInBatch = ({ counted }: Attempt): boolean => counted.startsWith(COUNTED)

/** What a batch releases of one item in one version. */
export interface Released<T> {
  sums: T
  /** That of the last attempt of the batch, whatever is released with it: `2026-09`, UTC. */
  month: string
  /** What of each attempt is counted now; of those that it changed for. */
  marked: Map<string, string>
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

const isCrowdOf = (rows: readonly Attempt[]): boolean => isCrowd(new Map(rows.map((r) => [r.learner, r.standing])).values())

/** @returns null where those who have finished since the last batch are no crowd */
function release<T>(
  rows: readonly Attempt[],
  states: string[][],
  sums: T,
  add: (sums: T, row: Attempt, place: number) => void,
): Released<T> | null {
  const waitingAt = (place: number): number[] => states.flatMap((state, i) => (state[place] === WAITS ? [i] : []))
  const batch = waitingAt(0)
  if (!isCrowdOf(batch.map((i) => rows[i]!))) return null
  const touched = new Set(batch)
  for (let place = 0; place < states[0]!.length; place++) {
    const atom = waitingAt(place)
    if (!isCrowdOf(atom.map((i) => rows[i]!))) continue
    for (const i of atom) {
      add(sums, rows[i]!, place)
      states[i]![place] = COUNTED
      touched.add(i)
    }
  }
  return {
    sums,
    month: monthOf(Math.max(...batch.map((i) => rows[i]!.at))),
    marked: new Map([...touched].map((i) => [rows[i]!.id, states[i]!.join('')])),
  }
}

/** @param all attempts of one block at one item in one version */
export function releaseFigures(all: readonly Attempt[], scenario: Marked): Released<Cell> | null {
  const rows = all.filter(({ counted }) => waits(counted))
  if (rows.length === 0) return null
  const { segments, decisions } = scenario.legend
  const states = rows.map(({ counted, marks }) =>
    counted === ''
      ? [
          WAITS,
          ...segments.map((_, i) => (isSeen(marks, i) ? WAITS : NONE)),
          ...decisions.map((_, d) => (optionAt(marks, segments.length + d) >= 0 ? WAITS : NONE)),
        ]
      : [...counted],
  )
  return release(rows, states, noCell(rows[0]!.item, rows[0]!.hash, scenario), (cell, row, place) => {
    if (place === 0) {
      cell.n++
      cell.quality += row.quality
      cell.passed += Number(row.passed)
      cell.right += Number(isRight(row, scenario))
      addLearner(cell.moments, figuresOf(row, scenario))
    } else if (place <= segments.length) {
      cell.seen[place - 1]!++
      if (isFlagged(row.marks, place - 1)) cell.flagged[place - 1]!++
    } else {
      const d = place - 1 - segments.length
      const option = optionAt(row.marks, place - 1)
      if (option < cell.chosen[d]!.length) cell.chosen[d]![option]!++
    }
  })
}

/** How an item goes with the rest, of learners who have completed the course: what they did elsewhere changes no more. */
export function releaseRest(all: readonly Attempt[], scenario: Marked): Released<Rest> | null {
  const rows = all.filter((r) => r.rest !== null && waits(r.weighed))
  const { segments } = scenario.legend
  const states = rows.map(({ weighed, marks, rest }) =>
    weighed === ''
      ? [WAITS, ...segments.map((_, i) => (scenario.signs[i] && isSeen(marks, i) && rest!.signs > 1 ? WAITS : NONE))]
      : [...weighed],
  )
  return release(rows, states, noRest(segments.length), (sums, row, place) => {
    const rest = row.rest!
    if (place === 0) {
      addPair(sums.quality, row.quality, rest.quality)
      addPair(sums.right, Number(isRight(row, scenario)), rest.quality)
    } else {
      const hit = Number(isFlagged(row.marks, place - 1))
      addPair(sums.signs[place - 1]!, hit, (rest.hits - hit) / (rest.signs - 1))
    }
  })
}

export interface Word {
  said: number
  right: number
}
export type Words = Record<Sureness, Word>
export const noWords = (): Words => Object.fromEntries(SURENESS.map((word) => [word, { said: 0, right: 0 }])) as Words
export const addWords = (a: Words, b: Words): Words =>
  Object.fromEntries(SURENESS.map((w) => [w, { said: a[w].said + b[w].said, right: a[w].right + b[w].right }])) as Words

/**
 * Each word of confidence over all items of a block: few would be a crowd at one item. To be asked when a batch of the block
 * has come, and at no other time: the words of whoever is in no batch yet are passed over.
 */
export function releaseWords(rows: readonly Attempt[], marked: (hash: string) => Marked): { words: Words; said: string[] } {
  const [words, said] = [noWords(), [] as string[]]
  for (const word of SURENESS) {
    const waiting = rows.filter((r) => !r.said && r.sure === word && isInBatch(r))
    if (!isCrowdOf(waiting)) continue
    words[word].said += waiting.length
    for (const row of waiting) {
      words[word].right += Number(isRight(row, marked(row.hash)))
      said.push(row.id)
    }
  }
  return { words, said }
}
