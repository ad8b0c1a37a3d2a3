import 'server-only'
import { readFileSync } from 'node:fs'
import { type PublicLine, readPublicLines } from '@/scenarios/library/public-lines'
import { languageOf } from '@/server/platform/locales'

const { lines, lookedUp } = readPublicLines(JSON.parse(readFileSync('scenarios/evidence/public-lines.json', 'utf8')))
export const linesLookedUp = new Date(lookedUp)

/** By the name of the country, in the order of the reader's alphabet. */
export function publicLines(locale: string): [country: string, lines: PublicLine[]][] {
  const language = languageOf(locale)
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return [...new Set(lines.map(({ country }) => country))]
    .map((code): [string, PublicLine[]] => [names.of(code) ?? code, lines.filter(({ country }) => country === code)])
    .toSorted(([a], [b]) => a.localeCompare(b, language))
}
