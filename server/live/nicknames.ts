import 'server-only'

/** Nicknames. The facilitator alone sees them, and can remove whoever chose a bad one. */
const LONGEST = 24

/** A name as it may be shown; empty where nothing is left. */
export const nickname = (given: string): string =>
  given
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()

/** The same name with a number where somebody has it already. */
export function distinct(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}
