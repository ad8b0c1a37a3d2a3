/** How the best attempt at a scenario of a course ended. Loads no schema, because a package for an LMS asks it in its page. */
import { OUTCOMES } from '../format/outcomes'
import { RANGES } from '../score/attempt'
import type { AttemptResult } from '../score/result'

export type Ended = Pick<AttemptResult, 'outcome' | 'result'>

/** The ranges of the outcomes cover 0 to 100 and do not overlap, so a result alone says how it ended. */
export const endedWith = (result: number): Ended => ({ outcome: OUTCOMES.find((outcome) => result >= RANGES[outcome][0])!, result })

/** What a course sends once all its scenarios are finished: the lowest result, so that 70 means that each of them was held. */
export const lowest = (all: readonly Ended[]): number | null => (all.length === 0 ? null : Math.min(...all.map(({ result }) => result)))
