/**
 * Sums over learners from which shares and their uncertainty are computed. One learner's trials are alike, so the sampling unit
 * is the learner, not the trial: every error here is clustered by learner. Sums of one item add up over groups. For different
 * items it is unknown which attempts belong to the same learner, so their errors are added as if everything a learner does were
 * fully correlated, which is never too narrow (Minkowski's inequality).
 */
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import density from '@stdlib/stats-base-dists-normal-pdf'
import z from '@stdlib/stats-base-dists-normal-quantile'
import { type Trials, noticing } from './noticing'

export type { Trials }

export interface Moments {
  /** Learners. */
  n: number
  sum: number[]
  /** Sums of products, row by row. */
  cross: number[]
}

export const noMoments = (width: number): Moments => ({ n: 0, sum: Array(width).fill(0), cross: Array(width * width).fill(0) })

/** Adds one learner's figures. */
export function addLearner(moments: Moments, figures: readonly number[]): void {
  moments.n++
  const width = moments.sum.length
  for (let i = 0; i < width; i++) {
    const x = figures[i]!
    if (x === 0) continue
    moments.sum[i]! += x
    for (let j = 0; j < width; j++) moments.cross[i * width + j]! += x * figures[j]!
  }
}

export const addMoments = (a: Moments, b: Moments): Moments => ({
  n: a.n + b.n,
  sum: a.sum.map((x, i) => x + b.sum[i]!),
  cross: a.cross.map((x, i) => x + b.cross[i]!),
})

/** The indexes of successes and of trials. */
type Ratio = readonly [successes: number, trials: number]

const total = (items: readonly Moments[], at: number): number => items.reduce((sum, m) => sum + m.sum[at]!, 0)

/** The error of a weighted sum of learners’ figures whose expectation is 0: by learner within an item, fully correlated across items. */
function deviation(items: readonly Moments[], weights: ReadonlyMap<number, number>): number {
  return items.reduce((all, { n, sum, cross }) => {
    let square = 0
    for (const [i, a] of weights) for (const [j, b] of weights) square += a * b * cross[i * sum.length + j]!
    return all + (n > 1 ? Math.sqrt((Math.max(0, square) * n) / (n - 1)) : Infinity)
  }, 0)
}
/** A learner’s residual from the ratio r. */
const residual = ([k, t]: Ratio, r: number, scale = 1): [number, number][] => [
  [k, scale],
  [t, -scale * r],
]

export interface Share {
  of: number
  share: number
  /** 90 % interval. */
  lo: number
  hi: number
}

/**
 * A share with a 90 % interval: Jeffreys' interval for as many independent trials as the clustered error is worth, but never
 * for more trials than there were, and if all or none succeeded, for as many as there were learners. Null without a trial.
 * @param told successes and trials, if fewer than all of them are reported: the error grows accordingly
 */
export function shareOf(
  items: readonly Moments[],
  ratio: Ratio,
  told: Ratio = [total(items, ratio[0]), total(items, ratio[1])],
): Share | null {
  const [k, t] = told
  if (t === 0) return null
  const share = k / t
  const learners = Math.max(...items.map((m) => m.n))
  const variance = errorOf(items, ratio, share, t) ** 2
  const worth = share === 0 || share === 1 || variance <= 0 ? Math.min(t, learners) : Math.min(t, (share * (1 - share)) / variance)
  const [a, b] = [share * worth + 0.5, (1 - share) * worth + 0.5]
  return { of: t, share, lo: betaQuantile(0.05, a, b), hi: betaQuantile(0.95, a, b) }
}

function errorOf(items: readonly Moments[], ratio: Ratio, r: number, told: number): number {
  const all = total(items, ratio[1])
  return (deviation(items, new Map(residual(ratio, r))) / all) * fewer(all, told)
}
const fewer = (all: number, told: number): number => Math.sqrt(Math.max(1, all / told))

export interface Estimate {
  value: number
  lo: number
  hi: number
}
const Z90 = z(0.95, 0, 1)
const around = (value: number, se: number): Estimate => ({ value, lo: value - Z90 * se, hi: value + Z90 * se })

/** A ratio that is not a share, such as the mean gap between confidence and being right. */
export function ratioOf(items: readonly Moments[], ratio: Ratio): Estimate | null {
  const [k, t] = [total(items, ratio[0]), total(items, ratio[1])]
  return t === 0 ? null : around(k / t, errorOf(items, ratio, k / t, t))
}

export interface PooledNoticing {
  hits: Share
  falseAlarms: Share
  /** d′ and c; null where hits and false alarms do not carry them: nothing was flagged, or everything. */
  measured: { dprime: Estimate; c: Estimate } | null
}

/**
 * d′ and c of pooled trials. Their errors follow from those of the two rates (delta method), and are never smaller than if all
 * trials were independent. Null below eight signs and eight other details.
 * @param told the trials that are reported, possibly fewer than those in the moments
 */
export function pooledNoticing(items: readonly Moments[], told: Trials, hits: Ratio, falseAlarms: Ratio): PooledNoticing | null {
  const { H, S, F, N } = told
  const independent = noticing(told)
  if (!independent.shown) return null
  const [slopeH, slopeF] = [independent.hAdj, independent.fAdj].map((p) => density(z(p, 0, 1), 0, 1)) as [number, number]
  const [signs, decoys] = [total(items, hits[1]), total(items, falseAlarms[1])]
  const [byHits, byAlarms] = [fewer(signs, S) / (signs * slopeH), fewer(decoys, N) / (decoys * slopeF)]
  const error = (sign: 1 | -1) =>
    deviation(items, new Map([...residual(hits, H / S, byHits), ...residual(falseAlarms, F / N, sign * byAlarms)]))
  return {
    hits: shareOf(items, hits, [H, S])!,
    falseAlarms: shareOf(items, falseAlarms, [F, N])!,
    // Both rates at 0 or both at 1 are the same rate: a d′ of them would come from the correction for small numbers alone.
    measured:
      H + F === 0 || H + F === S + N
        ? null
        : {
            dprime: around(independent.dprime, Math.max(independent.seDprime, error(-1))),
            c: around(independent.c, Math.max(independent.seC, error(1) / 2)),
          },
  }
}
