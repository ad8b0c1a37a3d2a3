/** Compares what learners stated about cases with what the cases were. Never part of a pass. */
import type { Rating, Sureness } from '../play/events'

/** p is the stated probability of being right, or of an approach; o is 1 if it was so. */
export interface Forecast {
  p: number
  o: 0 | 1
}

/** The probability of being right that each word means. */
export const SURE: Readonly<Record<Sureness, number>> = { guessing: 0.5, fairly: 0.75, certain: 0.95 }

/** The probability of an approach that each step of rating means. */
export const RATINGS: Readonly<Record<Rating, number>> = { 1: 0.1, 2: 0.3, 3: 0.5, 4: 0.7, 5: 0.9 }

/** The mean statement minus the share that came true; above 0, learners were too confident. Needs at least one answer. */
export const gap = (answers: readonly Forecast[]): number => answers.reduce((sum, { p, o }) => sum + p - o, 0) / answers.length
