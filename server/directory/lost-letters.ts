import 'server-only'
import type { Entry } from './entry'

/** Files in which every letter outside English became `?`. Windows PowerShell writes them by default. */

const hasMark = (text: string | undefined): boolean => text?.includes('?') ?? false

/** How many people have a question mark where hardly anybody writes one. */
export const countLost = (entries: readonly Entry[]): number =>
  entries.filter(({ name, unit, site, groups = [] }) => [name, unit, site, ...groups].some(hasMark)).length

type Value = string | string[] | null | undefined
/** Keeps the letters that we know already: `M?ller` is no news about somebody called Müller. */
export function mended<T extends Value>(said: T, known: Value): T {
  if (Array.isArray(said)) {
    const there = Array.isArray(known) ? known : []
    const whole = said.map((each) => there.find((one) => isLost(each, one)) ?? each)
    return [...new Set(whole)].sort() as T
  }
  return (typeof said === 'string' && typeof known === 'string' && isLost(said, known) ? known : said) as T
}

/** Whether a text is another one with its letters lost: one mark for each, or one for both halves of a letter beyond the basic plane. */
function isLost(said: string, known: string): boolean {
  if (!hasMark(said) || said.length !== known.length) return false
  return [...said].every((letter, i) => letter === known[i] || (letter === '?' && known.charCodeAt(i) > 127))
}
