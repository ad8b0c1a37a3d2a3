/** The competency profile over first attempts: diagnostic, never the headline. */
import cdf from '@stdlib/stats-base-dists-beta-cdf'
import quantile from '@stdlib/stats-base-dists-beta-quantile'
import { type Competency, COMPETENCIES } from '../format/competencies'

export interface ProfileItem {
  k: Competency
  /** Local quality of what was chosen, 0 to 1. */
  q: number
  w: number
}
export type Verdict = 'secure' | 'needs practice' | 'not enough evidence yet'
export interface Estimate {
  n: number
  nEff: number
  /** Weighted mean quality. */
  Q: number
  /** Mean and 90 % interval of the posterior Beta(½ + nQ, ½ + n(1−Q)), where n is `nEff`. */
  mean: number
  lo: number
  hi: number
  pAboveTarget: number
  verdict: Verdict
}
const TARGET = 0.75
/** From how many items on one can be said to need practice, or to be secure. */
export const LEAST = { 'needs practice': 4, secure: 6 }

/** (q − min)/(max − min) among a decision's options; null if the options do not differ. */
export function localQuality(q: number, among: number[]): number | null {
  const [min, max] = [Math.min(...among), Math.max(...among)]
  return max === min ? null : (q - min) / (max - min)
}

export function standing(items: { q: number; w: number }[]): Estimate {
  const w = items.reduce((sum, i) => sum + i.w, 0)
  const Q = items.reduce((sum, i) => sum + i.w * i.q, 0) / w
  const nEff = w ** 2 / items.reduce((sum, i) => sum + i.w ** 2, 0)
  const [a, b] = [0.5 + nEff * Q, 0.5 + nEff * (1 - Q)]
  const pAboveTarget = 1 - cdf(TARGET, a, b)
  return {
    n: items.length,
    nEff,
    Q,
    mean: a / (a + b),
    lo: quantile(0.05, a, b),
    hi: quantile(0.95, a, b),
    pAboveTarget,
    verdict:
      items.length >= LEAST.secure && pAboveTarget >= 0.9
        ? 'secure'
        : items.length >= LEAST['needs practice'] && pAboveTarget <= 0.25
          ? 'needs practice'
          : 'not enough evidence yet',
  }
}

/** By competency, in fixed order; a competency without an item is left out. */
export function profile(items: ProfileItem[]): Partial<Record<Competency, Estimate>> {
  const found: Partial<Record<Competency, Estimate>> = {}
  for (const k of COMPETENCIES) {
    const own = items.filter((i) => i.k === k)
    if (own.length > 0) found[k] = standing(own)
  }
  return found
}
