/** The effect of a discussion: the share that chose without loss, before and after. */

export interface Gain {
  p1: number
  p2: number
  gain: number
  /** (p2 − p1)/(1 − p1); null if everybody chose without loss before. */
  normalised: number | null
}

export const gain = (p1: number, p2: number): Gain => ({ p1, p2, gain: p2 - p1, normalised: p1 === 1 ? null : (p2 - p1) / (1 - p1) })
