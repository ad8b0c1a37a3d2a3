/**
 * Decides when a group is so large that a statement about it is not one about a single person, even if one person has invented some of
 * its members.
 *
 * Nobody can invent an identity of the organisation's single sign-on. One person may hold several mail-proven addresses of its domains:
 * we assume that ten at any one time are one person's. People with neither do not count.
 */

/**
 * `vouched`: signs in through the organisation. `proven`: confirmed an address in the organisation's own domains by a mail that nobody
 * else saw.
 */
export type Assurance = 'vouched' | 'proven'

/** The least number of real people in a figure. */
export const CROWD = 8
/** The least number of codes of real people that are listed together. */
export const CODES_TOGETHER = 5
/** How many proven accounts may belong to one person. */
export const MADE_UP = 10

/** @param people each once */
export function isCrowd(people: Iterable<Assurance>, real: number = CROWD): boolean {
  let [vouched, proven] = [0, 0]
  for (const standing of people) {
    if (standing === 'vouched') vouched++
    else proven++
  }
  return vouched + Math.max(0, proven - MADE_UP) >= real
}
