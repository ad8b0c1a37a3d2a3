/** Sums over the attempts at one item in one version; they add up over months, cohorts and courses. */
import type { Looks, Sureness } from '../play/events'
import type { Nature } from '../format/schema'
import { probability } from './confidence'
import type { Legend } from './marks'
import { type Moments, addMoments, noMoments } from './moments'

/** What counting needs of a version: a story's structure in one of its truths. */
export interface Marked {
  nature: Nature
  legend: Legend
  /** The most moments of one attempt in which there is something to tell. */
  chances: number
  /** For each segment of the legend. */
  signs: boolean[]
}

/**
 * One item in one version. `seen` and `flagged` are by segment, `chosen` by decision and option; each covers the crowds
 * released for it.
 */
export interface Cell {
  item: string
  version: string
  n: number
  quality: number
  passed: number
  /** Those who said what it was, and those who were right. Whoever cannot tell is neither right nor wrong. */
  judged: number
  right: number
  /** Those who had something to tell; by how many chances in, from the first, they told somebody first. */
  approached: number
  firstTold: number[]
  moments: Moments
  seen: number[]
  flagged: number[]
  chosen: number[][]
}

/** Positions of an attempt's figures: signs, other details, judgements, confidence, telling of an approach. */
export const AT = {
  hits: 0,
  signs: 1,
  alarms: 2,
  decoys: 3,
  rightHostile: 4,
  hostile: 5,
  rightGenuine: 6,
  genuine: 7,
  over: 8,
  judged: 9,
  brier: 10,
  right: 11,
  unsure: 12,
  attempts: 13,
  told: 14,
  approached: 15,
} as const
export const WIDTH = Object.keys(AT).length

export const noCell = (item: string, version: string, { chances, legend: { segments, decisions } }: Marked): Cell => ({
  item,
  version,
  n: 0,
  quality: 0,
  passed: 0,
  judged: 0,
  right: 0,
  approached: 0,
  firstTold: Array<number>(chances).fill(0),
  moments: noMoments(WIDTH),
  seen: segments.map(() => 0),
  flagged: segments.map(() => 0),
  chosen: decisions.map(({ options }) => options.map(() => 0)),
})

/** Null for somebody who cannot tell. */
export const isRight = ({ looks }: { looks: Looks }, { nature }: Pick<Marked, 'nature'>): boolean | null =>
  looks === 'unsure' ? null : (looks === 'approach') === (nature === 'hostile')

interface Judged {
  looks: Looks
  sure: Sureness | null
  chances: number
  firstTold: number | null
  signs: number
  hits: number
  decoys: number
  alarms: number
}

export function figuresOf(row: Judged, scenario: Pick<Marked, 'nature'>): number[] {
  const figures = Array<number>(WIDTH).fill(0)
  const hostile = scenario.nature === 'hostile'
  figures[AT.hits] = row.hits
  figures[AT.signs] = row.signs
  figures[AT.alarms] = row.alarms
  figures[AT.decoys] = row.decoys
  figures[AT.attempts] = 1
  if (hostile && row.chances > 0) {
    figures[AT.approached] = 1
    figures[AT.told] = Number(row.firstTold !== null)
  }
  if (row.sure === null) {
    figures[AT.unsure] = 1
    return figures
  }
  const right = Number(isRight(row, scenario))
  figures[hostile ? AT.hostile : AT.genuine] = 1
  figures[hostile ? AT.rightHostile : AT.rightGenuine] = right
  const over = probability(row.sure, 2) - right
  figures[AT.over] = over
  figures[AT.judged] = 1
  figures[AT.brier] = over ** 2
  figures[AT.right] = right
  return figures
}

export function addCells(a: Cell, b: Cell): Cell {
  const added = (x: number[], y: number[]) => x.map((n, i) => n + y[i]!)
  return {
    item: a.item,
    version: a.version,
    n: a.n + b.n,
    quality: a.quality + b.quality,
    passed: a.passed + b.passed,
    judged: a.judged + b.judged,
    right: a.right + b.right,
    approached: a.approached + b.approached,
    firstTold: added(a.firstTold, b.firstTold),
    moments: addMoments(a.moments, b.moments),
    seen: added(a.seen, b.seen),
    flagged: added(a.flagged, b.flagged),
    chosen: a.chosen.map((counts, d) => added(counts, b.chosen[d]!)),
  }
}

/** Added up by item and version. */
export function addUp(cells: Iterable<Cell>, by: (cell: Cell) => string = ({ item, version }) => `${item}\n${version}`): Map<string, Cell> {
  const sums = new Map<string, Cell>()
  for (const cell of cells) sums.set(by(cell), sums.has(by(cell)) ? addCells(sums.get(by(cell))!, cell) : cell)
  return sums
}

/** How many told somebody at all, and the chance, from 1, by which half of those who had something to tell had; null if fewer did. */
export function reportingOf(cells: Iterable<Pick<Cell, 'approached' | 'firstTold'>>): { of: number; told: number; halfBy: number | null } {
  let of = 0
  const first: number[] = []
  for (const { approached, firstTold } of cells) {
    of += approached
    for (const [i, n] of firstTold.entries()) first[i] = (first[i] ?? 0) + n
  }
  let told = 0
  let halfBy: number | null = null
  for (const [i, n] of first.entries()) {
    told += n
    if (halfBy === null && of > 0 && 2 * told >= of) halfBy = i + 1
  }
  return { of, told, halfBy }
}
