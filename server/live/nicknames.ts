import 'server-only'

/** Only the facilitator sees nicknames, and can remove anyone who chose a bad one. */
const LONGEST = 24

export const nickname = (given: string): string =>
  given
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()

/** Adds a number if somebody has the name already. */
export function distinct(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}
