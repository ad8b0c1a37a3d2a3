/**
 * How well each scenario measures, for its authors: how hard it is, and whether those who do well elsewhere do well in it.
 * Made of the same atoms as a cohort's figures, so that neither can be used to take the other apart.
 */
import type { Nature } from '../schema'
import { AT, CELL, type Cell, type FinishedAttempt, type Marked, addCells, figuresOf, isRight, tally } from './cohort'
import { isFlagged, isSeen } from './marks'

/** Pearson's r of so many pairs; with one side yes or no it is the point-biserial. 90 % interval by Fisher's z. */
export interface Correlation { n: number; r: number; lo: number; hi: number }
export interface SignStatistics { segment: string; seen: number; flagged: number; /** With the learner's hit rate on all other signs. */ r: Correlation | null }
export interface DecisionStatistics { decision: string; of: number; options: { option: string; chosen: number }[] }
export interface ItemStatistics {
  hash: string
  nature: Nature
  n: number
  /** Mean path quality, 0 to 1; share that passed; share that judged right. */
  quality: number
  passed: number
  right: number
  /** Of quality, and of judging right, with the learner's mean quality elsewhere. */
  qualityRest: Correlation | null
  rightRest: Correlation | null
  signs: SignStatistics[]
  /** Harmless details. */
  decoys: { segment: string; seen: number; flagged: number }[]
  decisions: DecisionStatistics[]
}

/** Sums from which a correlation follows. */
class Pairs {
  n = 0
  private x = 0
  private y = 0
  private xx = 0
  private yy = 0
  private xy = 0
  add(x: number, y: number): void {
    this.n++
    this.x += x
    this.y += y
    this.xx += x * x
    this.yy += y * y
    this.xy += x * y
  }
  /** Null of fewer than eight, and where one side does not vary. */
  correlation(): Correlation | null {
    const { n } = this
    const [vx, vy] = [n * this.xx - this.x ** 2, n * this.yy - this.y ** 2]
    if (n < CELL || vx < 1e-9 * n * n || vy < 1e-9 * n * n) return null
    const r = Math.max(-1, Math.min(1, (n * this.xy - this.x * this.y) / Math.sqrt(vx * vy)))
    const [z, reach] = [Math.atanh(Math.max(-0.999999, Math.min(0.999999, r))), 1.6448536269514722 / Math.sqrt(n - 3)]
    return { n, r, lo: Math.tanh(z - reach), hi: Math.tanh(z + reach) }
  }
}

interface Learner { quality: number; attempts: number; hits: number; signs: number }

/** @param cells as admitted, of all courses; the blocks of two courses are called differently */
export function itemStatistics(cells: readonly FinishedAttempt[][], marked: (hash: string) => Marked): Map<string, ItemStatistics> {
  const counted = cells.map((rows) => ({ rows, cell: tally([rows], marked).cells[0]! }))
  const learners = new Map<string, Learner>()
  for (const { rows, cell } of counted) {
    const scenario = marked(cell.hash)
    for (const row of rows) {
      const own = learners.get(row.learner) ?? { quality: 0, attempts: 0, hits: 0, signs: 0 }
      const figures = figuresOf(row, scenario, cell)
      own.quality += row.quality
      own.attempts++
      own.hits += figures[AT.hits]!
      own.signs += figures[AT.signs]!
      learners.set(row.learner, own)
    }
  }
  const byHash = new Map<string, typeof counted>()
  for (const one of counted) byHash.set(one.cell.hash, [...(byHash.get(one.cell.hash) ?? []), one])
  return new Map([...byHash].map(([hash, group]) => [hash, statisticsOf(group, marked(hash), learners)]))
}

function statisticsOf(group: { rows: FinishedAttempt[]; cell: Cell }[], scenario: Marked, learners: Map<string, Learner>): ItemStatistics {
  const { segments, decisions } = scenario.legend
  const [quality, right] = [new Pairs(), new Pairs()]
  const noticed = segments.map(() => new Pairs())
  for (const { rows, cell } of group) {
    for (const row of rows) {
      const all = learners.get(row.learner)!
      if (all.attempts > 1) {
        const rest = (all.quality - row.quality) / (all.attempts - 1)
        quality.add(row.quality, rest)
        right.add(Number(isRight(row, scenario)), rest)
      }
      if (all.signs < 2) continue
      for (let i = 0; i < segments.length; i++) {
        if (!scenario.signs[i] || cell.seen[i] === 0 || !isSeen(row.marks, i)) continue
        const hit = Number(isFlagged(row.marks, i))
        noticed[i]!.add(hit, (all.hits - hit) / (all.signs - 1))
      }
    }
  }
  const cell = group.map((g) => g.cell).reduce(addCells)
  const told = segments.map((segment, i) => ({ segment, seen: cell.seen[i]!, flagged: cell.flagged[i]!, sign: scenario.signs[i]!, r: noticed[i]!.correlation() })).filter((s) => s.seen > 0)
  return {
    hash: cell.hash, nature: scenario.nature, n: cell.n, quality: cell.quality / cell.n, passed: cell.passed / cell.n, right: cell.right / cell.n,
    qualityRest: quality.correlation(), rightRest: right.correlation(),
    signs: told.filter((s) => s.sign).map(({ segment, seen, flagged, r }) => ({ segment, seen, flagged, r })),
    decoys: told.filter((s) => !s.sign).map(({ segment, seen, flagged }) => ({ segment, seen, flagged })),
    decisions: decisions.flatMap(({ id, options }, d) => {
      const of = cell.chosen[d]!.reduce((a, b) => a + b, 0)
      return of === 0 ? [] : [{ decision: id, of, options: options.map((option, i) => ({ option, chosen: cell.chosen[d]![i]! })) }]
    }),
  }
}
