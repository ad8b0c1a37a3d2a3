/** The competency profile over first attempts: diagnostic, never the headline. */
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
  /** The estimated quality, and its 90 % interval. */
  mean: number
  lo: number
  hi: number
  verdict: Verdict
}
const TARGET = 0.75
export const LEAST = { 'needs practice': 4, secure: 6 }
/** Normal quantiles. A range has both ends at 95 %; a verdict needs one end, at 90 % to be secure and at 75 % to need practice. */
const Z = { range: 1.645, secure: 1.2816, practice: 0.6745 }

/** (q − min)/(max − min) among a decision's options; null if the options do not differ. */
export function localQuality(q: number, among: number[]): number | null {
  const [min, max] = [Math.min(...among), Math.max(...among)]
  return max === min ? null : (q - min) / (max - min)
}

function wilson(share: number, n: number, z: number): { lo: number; hi: number } {
  const middle = share + z ** 2 / (2 * n)
  const reach = z * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2))
  const all = 1 + z ** 2 / n
  return { lo: Math.max(0, (middle - reach) / all), hi: Math.min(1, (middle + reach) / all) }
}

export function standing(items: { q: number; w: number }[]): Estimate {
  const w = items.reduce((sum, i) => sum + i.w, 0)
  const quality = items.reduce((sum, i) => sum + i.w * i.q, 0) / w
  // Unequal weights are worth fewer items.
  const worth = w ** 2 / items.reduce((sum, i) => sum + i.w ** 2, 0)
  const n = items.length
  const isSecure = n >= LEAST.secure && wilson(quality, worth, Z.secure).lo >= TARGET
  const needsPractice = n >= LEAST['needs practice'] && wilson(quality, worth, Z.practice).hi <= TARGET
  return {
    n,
    mean: (0.5 + worth * quality) / (1 + worth),
    ...wilson(quality, worth, Z.range),
    verdict: isSecure ? 'secure' : needsPractice ? 'needs practice' : 'not enough evidence yet',
  }
}

export function profile(items: ProfileItem[]): Partial<Record<Competency, Estimate>> {
  const found: Partial<Record<Competency, Estimate>> = {}
  for (const k of COMPETENCIES) {
    const own = items.filter((i) => i.k === k)
    if (own.length > 0) found[k] = standing(own)
  }
  return found
}
