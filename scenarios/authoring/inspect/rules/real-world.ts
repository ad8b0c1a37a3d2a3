/** Nothing in a scenario is of the real world: no state, service or firm. A verdict may say what a source says of one. */
import type { Hit, Path, Rule } from '../../../library/finding'
import type { TextAt } from '../subject'
import { BEFORE_A_COMPANY, BEFORE_A_COUNTRY, COMPANIES, COMPANIES_AND_WORDS, REGIONS, SERVICES } from './real-names'
import { CERTAIN_COUNTRIES, CITIES, NOT_A_COUNTRY, PEOPLES, PERHAPS_A_COUNTRY, inCapitals, inPlural, wholeWords } from './word-lists'

type Texts = { texts: readonly TextAt[] }

const after = (before: readonly string[], names: readonly string[]): string[] => names.flatMap((name) => before.map((b) => `${b} ${name}`))
const COUNTRY = wholeWords([
  ...inCapitals([...CERTAIN_COUNTRIES, ...REGIONS]),
  ...PERHAPS_A_COUNTRY.map((name) => name.toUpperCase()),
  ...after(BEFORE_A_COUNTRY, PERHAPS_A_COUNTRY),
])
/** Also finds peoples in the plural. “English” is left out, because it mostly means the language. */
const PLACE = wholeWords([...PERHAPS_A_COUNTRY, ...CITIES, ...inPlural(PEOPLES.filter((people) => people !== 'English'))])
const SERVICE = wholeWords(SERVICES)
const COMPANY = wholeWords([...COMPANIES, ...after(BEFORE_A_COMPANY, COMPANIES_AND_WORDS)])
const ELSEWHERE = wholeWords(NOT_A_COUNTRY, 'gu')

/** A verdict that tells what a source says: it names one, or quotes it. */
const OF_A_SOURCE = /\b(?:report|reports|reported|guidance|describes|published|sentenced)\b|“/i
export const isOfASource = ({ path, text }: Pick<TextAt, 'path' | 'text'>): boolean => path[0] === 'verdict' && OF_A_SOURCE.test(text)

function* named(texts: readonly TextAt[], names: RegExp): Generator<{ word: string; path: Path }> {
  for (const at of texts) {
    if (isOfASource(at)) continue
    const found = names.exec(at.text.replace(ELSEWHERE, ''))
    if (found && !isVerb(found)) yield { word: found[0], path: at.path }
  }
}
/** “Polish the sentence.” */
const isVerb = ({ 0: word, index, input }: RegExpExecArray): boolean => word === 'Polish' && /(?:^|[.!?:“] ?)$/u.test(input.slice(0, index))

const finding =
  (names: RegExp, say: (word: string) => string) =>
  ({ texts }: Texts): Hit[] =>
    Array.from(named(texts, names), ({ word, path }) => ({ path, message: `“${word}” ${say(word)}` }))

export const REAL_WORLD_RULES: readonly Rule<Texts>[] = [
  {
    id: 'country-in-scene',
    severity: 'error',
    about: 'no country is named, but in a verdict that says what a source says',
    check: finding(COUNTRY, () => 'is a country: leave it out, or say “abroad”. A verdict may name one where it cites a source'),
  },
  {
    id: 'place-in-scene',
    severity: 'warning',
    about: 'no people and no city is named, but in a verdict that says what a source says',
    check: finding(PLACE, () => 'may be a country, a people or a city: invent a place, or leave it out'),
  },
  {
    id: 'real-service',
    severity: 'error',
    about: 'no real service or party is named',
    check: finding(SERVICE, () => 'is a real service: write “a foreign service”, or invent an office'),
  },
  {
    id: 'real-company',
    severity: 'error',
    about: 'no real firm, paper or product is named',
    check: finding(COMPANY, () => 'is a real firm or product: invent one, or say what it is (“the office chat”)'),
  },
]
