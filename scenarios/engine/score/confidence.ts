/** How cases looked to somebody, set against what they were. Never part of a pass. */
import type { Rating, Sureness } from '../play/events'

/** p is the stated probability of being right, or of an approach; o is 1 if it was so. */
export interface Stated {
  p: number
  o: 0 | 1
}

/** The probability a word stands for. Guessing among `options` is 1/options: a yes/no judgement has two. */
export const probability = (sure: Sureness, options: number): number => ({ guessing: 1 / options, fairly: 0.75, certain: 0.95 })[sure]

/** The probability of an approach that each step of leaning stands for. */
export const RATINGS: Readonly<Record<Rating, number>> = { 1: 0.1, 2: 0.3, 3: 0.5, 4: 0.7, 5: 0.9 }

/** The mean of what was stated minus the share that was so; above 0 states too much. Needs at least one answer. */
export const gap = (answers: readonly Stated[]): number => answers.reduce((sum, { p, o }) => sum + p - o, 0) / answers.length
