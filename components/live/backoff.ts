const SOONEST = 300
const AT_FIRST = 2_000
const LATEST = 5_000

/**
 * Milliseconds before the n-th retry, from 0: between 0.3 and 2 s at first, growing to at most 5, so that a room of a
 * thousand does not come back in one moment.
 * @param random in [0, 1)
 */
export const backoff = (retry: number, random: number): number => SOONEST + random * (Math.min(LATEST, AT_FIRST * 1.5 ** retry) - SOONEST)
