/**
 * Figures are released once and for good. The sums of a group consist of **atoms**: one cohort, one item in one version of its
 * text, one thing seen, decided or judged, and a crowd (`crowd.ts`). Attempts wait until those that have finished form a crowd:
 * a **batch**. Only then is each atom considered, and released for everybody still waiting for it, if they form a crowd;
 * otherwise it waits for the next batch. Released atoms are marked and never counted again. Released figures never change when
 * somebody moves, leaves or is erased. So any two readings, whatever happened between them, differ by nothing or by a crowd;
 * and the time of a release depends on who has finished, never on anybody's answers.
 */
import type { Looks, Sureness } from '../play/events'
import { SURENESS } from '../play/events'
import { type Cell, type Marked, figuresOf, isRight, noCell } from './cohort'
import { type Assurance, isCrowd } from './crowd'
import { NONE, isFlagged, isSeen, optionAt } from './marks'
import { addLearner } from './moments'
import { type Rest, addPair, noRest } from './item-statistics'

/** A first attempt, and which parts of it have been counted. */
export interface Attempt {
  id: string
  learner: string
  standing: Assurance
  block: string
  item: string
  version: string
  /** When it was finished. */
  at: number
  looks: Looks
  sure: Sureness | null
  quality: number
  passed: boolean
  signs: number
  hits: number
  decoys: number
  alarms: number
  /** Moments in which there was something to tell, and which of them was the first to be told, from 1. */
  chances: number
  firstTold: number | null
  marks: string
  /** One character for the judgement and for every position of `marks`; empty if nothing has been counted yet. */
  counted: string
  /** The same for its correlation with the rest: the quality, then each segment. */
  weighed: string
  /** Whether its word of confidence was counted. */
  said: boolean
  /**
   * How the learner did in the other items of the course, once the course is completed; null before, and if there are none.
   * `signs` is of all signs seen in the course, this item's own included.
   */
  rest: { quality: number; hits: number; signs: number } | null
}

const WAITS = '0'
const COUNTED = '1'
/** Most attempts are counted completely: this skips them. */
const waits = (marked: string): boolean => marked === '' || marked.includes(WAITS)
const isInBatch = ({ counted }: Attempt): boolean => counted.startsWith(COUNTED)

/** What a batch releases for one item in one version. */
export interface Released<T> {
  sums: T
  /** The month of the last attempt in the batch, whatever is released with it: `2026-09`, UTC. */
  month: string
  /** The new marks of the attempts that changed. */
  marked: Map<string, string>
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

const isCrowdOf = (rows: readonly Attempt[]): boolean => isCrowd(new Map(rows.map((r) => [r.learner, r.standing])).values())

/** @returns null if those who have finished since the last batch do not form a crowd */
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
  return release(rows, states, noCell(rows[0]!.item, rows[0]!.version, scenario), (cell, row, place) => {
    if (place === 0) {
      cell.n++
      cell.quality += row.quality
      cell.passed += Number(row.passed)
      cell.judged += Number(row.looks !== 'unsure')
      cell.right += Number(isRight(row, scenario) === true)
      cell.approached += Number(row.chances > 0)
      if (row.firstTold !== null) cell.firstTold[row.firstTold - 1]!++
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

/** How an item correlates with the rest, for learners who have completed the course: their other results are final. */
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
      const right = isRight(row, scenario)
      if (right !== null) addPair(sums.right, Number(right), rest.quality)
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
 * Each word of confidence over all items of a block: few words reach a crowd at one item. Call this only when a batch of the
 * block has just been released: people in no batch yet are skipped.
 */
export function releaseWords(rows: readonly Attempt[], marked: (version: string) => Marked): { words: Words; said: string[] } {
  const [words, said] = [noWords(), [] as string[]]
  for (const word of SURENESS) {
    const waiting = rows.filter((r) => !r.said && r.sure === word && isInBatch(r))
    if (!isCrowdOf(waiting)) continue
    words[word].said += waiting.length
    for (const row of waiting) {
      words[word].right += Number(isRight(row, marked(row.version)))
      said.push(row.id)
    }
  }
  return { words, said }
}
