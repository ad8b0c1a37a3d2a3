/** How the best attempt at a scenario of a course ended. Loads no schema, because a package for an LMS asks it in its page. */
import type { AttemptResult } from '../score/result'

export type Ended = Pick<AttemptResult, 'outcome' | 'result'>

/** A better outcome always has the higher result, so the number alone decides. */
export const better = (one: Ended | null, other: Ended | null): Ended | null =>
  one === null || (other !== null && other.result > one.result) ? other : one

/** What a course sends once all its scenarios are finished: the lowest result, so that 70 means that each of them was held. */
export const lowest = (all: readonly Ended[]): number | null => (all.length === 0 ? null : Math.min(...all.map(({ result }) => result)))
