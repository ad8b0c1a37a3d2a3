/**
 * What a group's first attempts come to, without saying anything of anybody.
 *
 * Everything told is a sum of **atoms**: one cohort, one item in one version of its text, one sign or decision, and eight
 * learners or more. An atom of fewer is counted nowhere, not even in a total. So whatever two figures are taken from each
 * other, what is left is a sum of atoms: nothing, or eight learners and more. Atoms grow in steps of eight learners, so that
 * a figure of yesterday and one of today differ by nothing or by eight.
 */
import type { Looks, Sureness } from '../play'
import { SURENESS } from '../play'
import type { Nature } from '../schema'
import { probability } from './confidence'
import { type Legend, isFlagged, isSeen, optionAt } from './marks'
import { type Moments, addLearner, addMoments, noMoments } from './moments'

export const CELL = 8

export interface FinishedAttempt {
  learner: string
  /** Whose figures it enters: a cohort of eight or more, or the smaller ones of the course together. */
  block: string
  /** An item of the course. */
  item: string
  hash: string
  /** When it was finished. */
  at: number
  looks: Looks
  sure: Sureness
  quality: number
  passed: boolean
  marks: string
}
/** What counting needs of a compiled scenario. */
export interface Marked { nature: Nature; legend: Legend; /** Of each segment of the legend. */ signs: boolean[] }

const inOrder = (a: FinishedAttempt, b: FinishedAttempt) => a.at - b.at || (a.learner < b.learner ? -1 : 1)

/** Each learner's first attempt of each item, in cells of one block, item and version: of each cell the first 8, 16, 24 … */
export function admit(rows: readonly FinishedAttempt[]): FinishedAttempt[][] {
  const first = new Map<string, Map<string, FinishedAttempt>>()
  for (const row of rows) {
    const item = first.get(row.item) ?? first.set(row.item, new Map()).get(row.item)!
    const known = item.get(row.learner)
    if (!known || inOrder(row, known) < 0) item.set(row.learner, row)
  }
  return [...first.values()].flatMap((item) => cellsOf(item.values())).flatMap((cell) => {
    const whole = Math.floor(cell.length / CELL) * CELL
    return whole === 0 ? [] : [cell.sort(inOrder).slice(0, whole)]
  })
}

/** Attempts of one item, by block and version. */
function cellsOf(rows: Iterable<FinishedAttempt>): FinishedAttempt[][] {
  const cells = new Map<string, Map<string, FinishedAttempt[]>>()
  for (const row of rows) {
    const block = cells.get(row.block) ?? cells.set(row.block, new Map()).get(row.block)!
    const cell = block.get(row.hash)
    if (cell) cell.push(row)
    else block.set(row.hash, [row])
  }
  return [...cells.values()].flatMap((block) => [...block.values()])
}

/** One item in one version: sums over its attempts. What fewer than eight saw or decided stands at 0. */
export interface Cell {
  item: string
  hash: string
  n: number
  quality: number
  passed: number
  right: number
  seen: number[]
  flagged: number[]
  /** By decision, by option. */
  chosen: number[][]
}

/** The places of a learner's figures: signs, other details, judgements, confidence. */
export const AT = { hits: 0, signs: 1, alarms: 2, decoys: 3, rightHostile: 4, hostile: 5, rightGenuine: 6, genuine: 7, over: 8, judged: 9, brier: 10, right: 11 } as const
const WIDTH = Object.keys(AT).length

export interface Word { said: number; right: number }
export interface Tally {
  /** Attempts, by item and version. */
  cells: Cell[]
  moments: Moments
  /** By how sure people said they were; null where a word was used by one to seven. */
  words: Record<Sureness, Word> | null
  /** Learners' figures by the month of finishing, `2026-09`, UTC. */
  months: Map<string, Map<string, number[]>>
}

/** What the admitted attempts of one block add up to. */
export function tally(cells: readonly FinishedAttempt[][], marked: (hash: string) => Marked): Tally {
  const learners = new Map<string, number[]>()
  const months: Tally['months'] = new Map()
  const saying = Object.fromEntries(SURENESS.map((word) => [word, { by: new Set<string>(), said: 0, right: 0 }])) as Record<Sureness, { by: Set<string>; said: number; right: number }>
  const counted = cells.map((rows) => {
    const scenario = marked(rows[0]!.hash)
    const cell = countCell(rows, scenario)
    for (const row of rows) {
      const own = figuresOf(row, scenario, cell)
      plus(learners, row.learner, own)
      const month = monthOf(row.at)
      plus(months.get(month) ?? months.set(month, new Map()).get(month)!, row.learner, own)
      const word = saying[row.sure]
      word.by.add(row.learner)
      word.said++
      word.right += own[AT.right]!
    }
    return cell
  })
  const moments = noMoments(WIDTH)
  for (const figures of learners.values()) addLearner(moments, figures)
  const told = SURENESS.every((w) => saying[w].by.size === 0 || saying[w].by.size >= CELL)
  const words = told ? (Object.fromEntries(SURENESS.map((w) => [w, { said: saying[w].said, right: saying[w].right }])) as Record<Sureness, Word>) : null
  return { cells: counted, moments, words, months }
}

const DAY = 24 * 3600_000
const monthByDay = new Map<number, string>()
function monthOf(at: number): string {
  const day = Math.floor(at / DAY)
  const known = monthByDay.get(day)
  if (known) return known
  const month = new Date(at).toISOString().slice(0, 7)
  monthByDay.set(day, month)
  return month
}

function plus(sums: Map<string, number[]>, learner: string, figures: number[]): void {
  const known = sums.get(learner)
  if (known) for (let i = 0; i < WIDTH; i++) known[i]! += figures[i]!
  else sums.set(learner, [...figures])
}

export const isRight = (row: Pick<FinishedAttempt, 'looks'>, { nature }: Pick<Marked, 'nature'>): boolean => (row.looks === 'approach') === (nature === 'hostile')

/** @param rows admitted attempts of one item in one version */
function countCell(rows: readonly FinishedAttempt[], scenario: Marked): Cell {
  const { segments, decisions } = scenario.legend
  const seen = Array<number>(segments.length).fill(0)
  const flagged = [...seen]
  const chosen = decisions.map(({ options }) => Array<number>(options.length).fill(0))
  for (const { marks } of rows) {
    for (let i = 0; i < seen.length; i++) {
      if (!isSeen(marks, i)) continue
      seen[i]!++
      if (isFlagged(marks, i)) flagged[i]!++
    }
    for (let d = 0; d < chosen.length; d++) {
      const option = optionAt(marks, seen.length + d)
      if (option >= 0 && option < chosen[d]!.length) chosen[d]![option]!++
    }
  }
  const sum = (of: (row: FinishedAttempt) => number) => rows.reduce((total, row) => total + of(row), 0)
  const enough = seen.map((n) => n >= CELL)
  return {
    item: rows[0]!.item, hash: rows[0]!.hash, n: rows.length,
    quality: sum((r) => r.quality), passed: sum((r) => Number(r.passed)), right: sum((r) => Number(isRight(r, scenario))),
    seen: seen.map((n, i) => (enough[i] ? n : 0)), flagged: flagged.map((n, i) => (enough[i] ? n : 0)),
    chosen: chosen.map((counts) => (counts.reduce((a, b) => a + b, 0) >= CELL ? counts : counts.map(() => 0))),
  }
}

/** One attempt's figures; of what was seen only what enough others saw too. */
export function figuresOf(row: FinishedAttempt, scenario: Marked, cell: Pick<Cell, 'seen'>): number[] {
  const figures = Array<number>(WIDTH).fill(0)
  for (let i = 0; i < cell.seen.length; i++) {
    if (cell.seen[i] === 0 || !isSeen(row.marks, i)) continue
    figures[scenario.signs[i] ? AT.signs : AT.decoys]!++
    if (isFlagged(row.marks, i)) figures[scenario.signs[i] ? AT.hits : AT.alarms]!++
  }
  const right = Number(isRight(row, scenario))
  const hostile = scenario.nature === 'hostile'
  figures[hostile ? AT.hostile : AT.genuine] = 1
  figures[hostile ? AT.rightHostile : AT.rightGenuine] = right
  const over = probability(row.sure, 2) - right
  figures[AT.over] = over
  figures[AT.judged] = 1
  figures[AT.brier] = over ** 2
  figures[AT.right] = right
  return figures
}

/** The same of several blocks. */
export function addTallies(tallies: readonly Tally[]): Tally {
  const cells = new Map<string, Cell>()
  const months: Tally['months'] = new Map()
  let moments = noMoments(WIDTH)
  let words: Tally['words'] = null
  for (const tally of tallies) {
    for (const cell of tally.cells) {
      const key = `${cell.item}\n${cell.hash}`
      cells.set(key, cells.has(key) ? addCells(cells.get(key)!, cell) : cell)
    }
    for (const [month, learners] of tally.months) {
      const known = months.get(month) ?? months.set(month, new Map()).get(month)!
      for (const [learner, figures] of learners) plus(known, learner, figures)
    }
    moments = addMoments(moments, tally.moments)
    words = addWords(words, tally.words)
  }
  return { cells: [...cells.values()], moments, words, months }
}

export function addCells(a: Cell, b: Cell): Cell {
  const added = (x: number[], y: number[]) => x.map((n, i) => n + y[i]!)
  return {
    item: a.item, hash: a.hash, n: a.n + b.n, quality: a.quality + b.quality, passed: a.passed + b.passed, right: a.right + b.right,
    seen: added(a.seen, b.seen), flagged: added(a.flagged, b.flagged), chosen: a.chosen.map((counts, d) => added(counts, b.chosen[d]!)),
  }
}
function addWords(a: Tally['words'], b: Tally['words']): Tally['words'] {
  if (!a || !b) return a ?? b
  return Object.fromEntries(SURENESS.map((w) => [w, { said: a[w].said + b[w].said, right: a[w].right + b[w].right }])) as Record<Sureness, Word>
}

export interface Period { from: string; to: string; moments: Moments }

/** Months, one after another, each joined with the next until eight learners are in it; what is left over joins the last. */
export function periodsOf(months: Tally['months']): Period[] {
  const groups: { from: string; to: string; learners: Map<string, number[]> }[] = []
  for (const month of [...months.keys()].sort()) {
    const last = groups.at(-1)
    if (!last || last.learners.size >= CELL) groups.push({ from: month, to: month, learners: new Map() })
    const open = groups.at(-1)!
    open.to = month
    for (const [learner, figures] of months.get(month)!) plus(open.learners, learner, figures)
  }
  const last = groups.at(-1)
  if (last && last.learners.size < CELL && groups.length > 1) {
    groups.pop()
    const before = groups.at(-1)!
    before.to = last.to
    for (const [learner, figures] of last.learners) plus(before.learners, learner, figures)
  }
  return groups.map(({ from, to, learners }) => {
    const moments = noMoments(WIDTH)
    for (const figures of learners.values()) addLearner(moments, figures)
    return { from, to, moments }
  })
}
