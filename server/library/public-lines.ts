import 'server-only'
import file from '@/scenarios/evidence/public-lines.json' with { type: 'json' }
import { type PublicLine, readPublicLines } from '@/scenarios/library/public-lines'
import { languageOf } from '@/server/platform/locales'

const { lines, lookedUp } = readPublicLines(file)
export const linesLookedUp = new Date(lookedUp)

/** By the name of the country, in the order of the reader's alphabet. */
export function publicLines(locale: string): [country: string, lines: PublicLine[]][] {
  const language = languageOf(locale)
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return [...new Set(lines.map(({ country }) => country))]
    .map((code): [string, PublicLine[]] => [names.of(code) ?? code, lines.filter(({ country }) => country === code)])
    .toSorted(([a], [b]) => a.localeCompare(b, language))
}
