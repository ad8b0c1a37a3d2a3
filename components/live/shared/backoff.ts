const SOONEST = 300
const AT_FIRST = 2_000
const LATEST = 5_000
/** Retries before they slow down. A restart takes fewer. */
const SOON = 8

/**
 * Milliseconds before the n-th retry, from 0: 0.3 to 2 s, later up to 5, so that a room of a thousand does not return all at
 * once.
 * @param random in [0, 1)
 */
export const backoff = (retry: number, random: number): number => SOONEST + random * ((retry < SOON ? AT_FIRST : LATEST) - SOONEST)
