/**
 * Sums over learners from which shares, and how far they can be trusted, are worked out. Trials of one learner are alike,
 * so that the learner, not the trial, is what is drawn: every error here is clustered by learner. Sums add up over groups.
 */
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile'
import density from '@stdlib/stats-base-dists-normal-pdf'
import z from '@stdlib/stats-base-dists-normal-quantile'
import { noticing } from './noticing'

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

export const addMoments = (a: Moments, b: Moments): Moments =>
  ({ n: a.n + b.n, sum: a.sum.map((x, i) => x + b.sum[i]!), cross: a.cross.map((x, i) => x + b.cross[i]!) })

/** Estimated covariance of the ratios k/t and l/u, by learner: Σ(k − r·t)(l − q·u) · n/(n − 1) / (Σt · Σu). */
function covariance({ n, sum, cross }: Moments, [k, t]: Ratio, [l, u]: Ratio): number {
  const at = (i: number, j: number) => cross[i * sum.length + j]!
  const [r, q] = [sum[k]! / sum[t]!, sum[l]! / sum[u]!]
  const residual = at(k, l) - q * at(k, u) - r * at(t, l) + r * q * at(t, u)
  return n > 1 ? (residual * n) / (n - 1) / (sum[t]! * sum[u]!) : Infinity
}
/** The places of successes and of trials. */
type Ratio = readonly [successes: number, trials: number]

export interface Share { of: number; share: number; /** 90 % interval. */ lo: number; hi: number }

/**
 * A share with a 90 % interval: Jeffreys' for as many independent trials as the clustered error is worth, never for more
 * than there were, nor for fewer than there were learners where all or none succeeded. Null without a trial.
 */
export function shareOf(moments: Moments, ratio: Ratio): Share | null {
  const [k, t] = [moments.sum[ratio[0]]!, moments.sum[ratio[1]]!]
  if (t === 0) return null
  const share = k / t
  const variance = covariance(moments, ratio, ratio)
  const worth = share === 0 || share === 1 || variance <= 0 ? Math.min(t, moments.n) : Math.min(t, (share * (1 - share)) / variance)
  const [a, b] = [share * worth + 0.5, (1 - share) * worth + 0.5]
  return { of: t, share, lo: betaQuantile(0.05, a, b), hi: betaQuantile(0.95, a, b) }
}

export interface Estimate { value: number; lo: number; hi: number }
const Z90 = z(0.95, 0, 1)
const around = (value: number, se: number): Estimate => ({ value, lo: value - Z90 * se, hi: value + Z90 * se })

/** A ratio that is no share, such as the mean gap between confidence and being right. */
export const ratioOf = (moments: Moments, ratio: Ratio): Estimate | null =>
  moments.sum[ratio[1]] === 0 ? null : around(moments.sum[ratio[0]]! / moments.sum[ratio[1]]!, Math.sqrt(Math.max(0, covariance(moments, ratio, ratio))))

export interface PooledNoticing { hits: Share; falseAlarms: Share; dprime: Estimate; c: Estimate }

/**
 * d′ and c of pooled trials. Their errors follow from those of the two rates (delta method); neither is taken to be
 * smaller than if all trials had been independent. Null unless there were eight signs and eight other details.
 */
export function pooledNoticing(moments: Moments, hits: Ratio, falseAlarms: Ratio): PooledNoticing | null {
  const [H, S, F, N] = [...hits, ...falseAlarms].map((i) => moments.sum[i]!) as [number, number, number, number]
  const independent = noticing({ H, S, F, N })
  if (!independent.shown) return null
  const [slopeH, slopeF] = [independent.hAdj, independent.fAdj].map((p) => density(z(p, 0, 1), 0, 1)) as [number, number]
  const varH = covariance(moments, hits, hits) / slopeH ** 2
  const varF = covariance(moments, falseAlarms, falseAlarms) / slopeF ** 2
  const both = covariance(moments, hits, falseAlarms) / (slopeH * slopeF)
  return {
    hits: shareOf(moments, hits)!, falseAlarms: shareOf(moments, falseAlarms)!,
    dprime: around(independent.dprime, Math.max(independent.seDprime, Math.sqrt(Math.max(0, varH + varF - 2 * both)))),
    c: around(independent.c, Math.max(independent.seC, Math.sqrt(Math.max(0, varH + varF + 2 * both)) / 2)),
  }
}
