/** Sums over the attempts at one item in one version; they add up over months, cohorts and courses. */
import type { Looks, Sureness } from '../play/events'
import type { Nature } from '../format/schema'
import { probability } from './confidence'
import type { Legend } from './marks'
import { type Moments, addMoments, noMoments } from './moments'

/** What counting needs of a compiled scenario. */
export interface Marked {
  nature: Nature
  legend: Legend
  /** For each segment of the legend. */
  signs: boolean[]
}

/**
 * One item in one version. `seen` and `flagged` are by segment, `chosen` by decision and option; each covers the crowds
 * released for it.
 */
export interface Cell {
  item: string
  hash: string
  n: number
  quality: number
  passed: number
  right: number
  moments: Moments
  seen: number[]
  flagged: number[]
  chosen: number[][]
}

/** Positions of an attempt's figures: signs, other details, judgements, confidence. */
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
} as const
export const WIDTH = Object.keys(AT).length

export const noCell = (item: string, hash: string, { legend: { segments, decisions } }: Marked): Cell => ({
  item,
  hash,
  n: 0,
  quality: 0,
  passed: 0,
  right: 0,
  moments: noMoments(WIDTH),
  seen: segments.map(() => 0),
  flagged: segments.map(() => 0),
  chosen: decisions.map(({ options }) => options.map(() => 0)),
})

export const isRight = ({ looks }: { looks: Looks }, { nature }: Pick<Marked, 'nature'>): boolean =>
  (looks === 'approach') === (nature === 'hostile')

interface Judged {
  looks: Looks
  sure: Sureness
  signs: number
  hits: number
  decoys: number
  alarms: number
}

export function figuresOf(row: Judged, scenario: Pick<Marked, 'nature'>): number[] {
  const figures = Array<number>(WIDTH).fill(0)
  const right = Number(isRight(row, scenario))
  const hostile = scenario.nature === 'hostile'
  figures[AT.hits] = row.hits
  figures[AT.signs] = row.signs
  figures[AT.alarms] = row.alarms
  figures[AT.decoys] = row.decoys
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
    hash: a.hash,
    n: a.n + b.n,
    quality: a.quality + b.quality,
    passed: a.passed + b.passed,
    right: a.right + b.right,
    moments: addMoments(a.moments, b.moments),
    seen: added(a.seen, b.seen),
    flagged: added(a.flagged, b.flagged),
    chosen: a.chosen.map((counts, d) => added(counts, b.chosen[d]!)),
  }
}

/** Added up by item and version. */
export function addUp(cells: Iterable<Cell>, by: (cell: Cell) => string = ({ item, hash }) => `${item}\n${hash}`): Map<string, Cell> {
  const sums = new Map<string, Cell>()
  for (const cell of cells) sums.set(by(cell), sums.has(by(cell)) ? addCells(sums.get(by(cell))!, cell) : cell)
  return sums
}
