/**
 * When a group is large enough that nothing said of it is said of one person, though one person may have made up some of it.
 *
 * Nobody can make up an identity of the organisation's single sign-on. Addresses of its own domains that were proven by mail
 * somebody may hold several of: ten are taken to be one person's, at any one time. Whoever stands for neither counts for nothing.
 */

/** `vouched`: signs in through the organisation. `proven`: answered a mail to an address of the organisation's own that nobody else saw. */
export type Assurance = 'vouched' | 'proven'

/** So many people at least, whom nobody has made up, are in a figure. */
export const CROWD = 8
/** So many codes at least, whose people nobody has made up, are listed together. */
export const CODES_TOGETHER = 5
/** So many proven accounts may be one person's. */
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
