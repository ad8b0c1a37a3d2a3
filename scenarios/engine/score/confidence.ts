/** How well stated confidence matches the outcomes. Shown from ten answers on; never part of a pass. */
import type { Lean, Sureness } from '../play/events'

/** p is the stated probability of being right; o is 1 if right. */
export interface Stated {
  p: number
  o: 0 | 1
}
export interface Calibration {
  n: number
  brier: number
  /** Brier score of always stating the hit rate. */
  brierRef: number
  /** 1 − brier/brierRef; null if all or none were right. */
  skill: number | null
  meanConfidence: number
  hitRate: number
  /** Mean confidence minus hit rate; above 0 is over-confident. */
  gap: number
  /** Null for a single answer. */
  gapSE: number | null
  shown: boolean
}

/** The probability a word stands for. Guessing among `options` is 1/options: a yes/no judgement has two. */
export const probability = (sure: Sureness, options: number): number => ({ guessing: 1 / options, fairly: 0.75, certain: 0.95 })[sure]

/** The probability of an approach that each step of leaning stands for. */
export const LEANING: Readonly<Record<Lean, number>> = { 1: 0.1, 2: 0.3, 3: 0.5, 4: 0.7, 5: 0.9 }

const mean = (xs: number[]) => xs.reduce((a, b) => a + b, 0) / xs.length

/** Needs at least one answer. */
export function calibration(items: Stated[]): Calibration {
  const n = items.length
  const brier = mean(items.map(({ p, o }) => (p - o) ** 2))
  const hitRate = mean(items.map((i) => i.o))
  const meanConfidence = mean(items.map((i) => i.p))
  const brierRef = hitRate * (1 - hitRate)
  const gap = meanConfidence - hitRate
  const variance = items.reduce((sum, { p, o }) => sum + (p - o - gap) ** 2, 0) / (n - 1)
  return {
    n,
    brier,
    brierRef,
    skill: brierRef > 0 ? 1 - brier / brierRef : null,
    meanConfidence,
    hitRate,
    gap,
    gapSE: n > 1 ? Math.sqrt(variance / n) : null,
    shown: n >= 10,
  }
}
