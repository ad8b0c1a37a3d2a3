/**
 * How well each scenario measures, for its authors: how hard it is, and whether learners who do well elsewhere do well in it.
 * Computed from the same sums as the figures of a course, so that neither can be used to take the other apart.
 */
import type { Nature } from '../format/schema'
import { type Cell, type Marked, reportingOf } from './cohort'
import { CROWD } from './crowd'

/** Pearson's r of this many pairs; if one side is yes or no it is the point-biserial. 90 % interval by Fisher's z. */
export interface Correlation {
  n: number
  r: number
  lo: number
  hi: number
}
export interface SignStatistics {
  segment: string
  seen: number
  flagged: number
  /** With the learner's hit rate on all other signs. */
  r: Correlation | null
}
export interface DecisionStatistics {
  decision: string
  of: number
  options: { option: string; chosen: number }[]
}
export interface ItemStatistics {
  version: string
  nature: Nature
  n: number
  /** Mean path quality, 0 to 1; share that passed. */
  quality: number
  passed: number
  /** Of those who said what it was the share that was right; null if nobody could tell. */
  right: number | null
  /** How many could not tell. */
  unsure: number
  /** Of those who had something to tell the share that told somebody, and the chance by which half had. Null if nobody had. */
  told: number | null
  halfBy: number | null
  /** Of quality, and of judging right, with the learner's mean quality elsewhere. */
  qualityRest: Correlation | null
  rightRest: Correlation | null
  signs: SignStatistics[]
  /** Harmless details. */
  decoys: { segment: string; seen: number; flagged: number }[]
  decisions: DecisionStatistics[]
}

/** Sums from which a correlation follows: n, x, y, xx, yy, xy. */
export type Pairs = number[]
const noPairs = (): Pairs => [0, 0, 0, 0, 0, 0]
export function addPair(pairs: Pairs, x: number, y: number): void {
  for (const [i, value] of [1, x, y, x * x, y * y, x * y].entries()) pairs[i]! += value
}
/** Null for less than a crowd, and where one side does not vary. */
export function correlationOf([n, x, y, xx, yy, xy]: Pairs): Correlation | null {
  const [vx, vy] = [n! * xx! - x! ** 2, n! * yy! - y! ** 2]
  if (n! < CROWD || vx < 1e-9 * n! * n! || vy < 1e-9 * n! * n!) return null
  const r = Math.max(-1, Math.min(1, (n! * xy! - x! * y!) / Math.sqrt(vx * vy)))
  const [z, reach] = [Math.atanh(Math.max(-0.999999, Math.min(0.999999, r))), 1.6448536269514722 / Math.sqrt(n! - 3)]
  return { n: n!, r, lo: Math.tanh(z - reach), hi: Math.tanh(z + reach) }
}

/** How an item correlates with the rest of its course. */
export interface Rest {
  quality: Pairs
  right: Pairs
  /** By segment. */
  signs: Pairs[]
}
export const noRest = (segments: number): Rest => ({
  quality: noPairs(),
  right: noPairs(),
  signs: Array.from({ length: segments }, noPairs),
})
export function addRest(a: Rest, b: Rest): Rest {
  const added = (x: Pairs, y: Pairs) => x.map((n, i) => n + y[i]!)
  return { quality: added(a.quality, b.quality), right: added(a.right, b.right), signs: a.signs.map((own, i) => added(own, b.signs[i]!)) }
}

/** @param cell of one version, over all courses; `rest` of the same version, if any is released */
export function itemStatistics(cell: Cell, rest: Rest | null, scenario: Marked): ItemStatistics {
  const { segments, decisions } = scenario.legend
  const told = segments
    .map((segment, i) => ({
      segment,
      seen: cell.seen[i]!,
      flagged: cell.flagged[i]!,
      sign: scenario.signs[i]!,
      r: rest && correlationOf(rest.signs[i]!),
    }))
    .filter((s) => s.seen > 0)
  const reporting = reportingOf([cell])
  return {
    version: cell.version,
    nature: scenario.nature,
    n: cell.n,
    quality: cell.quality / cell.n,
    passed: cell.passed / cell.n,
    right: cell.judged === 0 ? null : cell.right / cell.judged,
    unsure: cell.n - cell.judged,
    told: reporting.of === 0 ? null : reporting.told / reporting.of,
    halfBy: reporting.halfBy,
    qualityRest: rest && correlationOf(rest.quality),
    rightRest: rest && correlationOf(rest.right),
    signs: told.filter((s) => s.sign).map(({ segment, seen, flagged, r }) => ({ segment, seen, flagged, r })),
    decoys: told.filter((s) => !s.sign).map(({ segment, seen, flagged }) => ({ segment, seen, flagged })),
    decisions: decisions.flatMap(({ id, options }, d) => {
      const of = cell.chosen[d]!.reduce((a, b) => a + b, 0)
      return of === 0 ? [] : [{ decision: id, of, options: options.map((option, i) => ({ option, chosen: cell.chosen[d]![i]! })) }]
    }),
  }
}
