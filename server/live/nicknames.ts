import 'server-only'
import { RegExpMatcher, englishDataset, englishRecommendedTransformers } from 'obscenity'

/** Nicknames, which the facilitator alone sees. */
const LONGEST = 24
const matcher = new RegExpMatcher({ ...englishDataset.build(), ...englishRecommendedTransformers })

/** A name as it may be shown, or why not. */
export function nickname(given: string): { ok: true; name: string } | { ok: false; reason: 'empty' | 'offensive' } {
  const name = given
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST)
    .trim()
  if (name === '') return { ok: false, reason: 'empty' }
  return matcher.hasMatch(name) ? { ok: false, reason: 'offensive' } : { ok: true, name }
}

/** The same name with a number where somebody has it already. */
export function distinct(name: string, taken: ReadonlySet<string>): string {
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name} ${n}`
    if (!taken.has(candidate.toLowerCase())) return candidate
  }
}
