/** Rules on the words of any text: no name, no gender, no country, no real address, nothing that gives the case away. */
import type { NamePool } from '../format/schema'
import type { Hit, Path, Rule } from './finding'
import type { StorySubject, TextAt } from './subject'
import { COUNTRIES, FILE_ENDINGS, GENDERED, NOT_A_COUNTRY, NOT_A_NAME, ORDINARY_NAMES, PRONOUNS, TELLING, wholeWords } from './word-lists'

/** What the rules on texts work on. */
export interface TextSubject {
  texts: readonly TextAt[]
  pool: NamePool
}

const PRONOUN = new RegExp(`\\b(?:${PRONOUNS.join('|')})\\b`, 'i')
const GENDER = wholeWords(GENDERED)
const COUNTRY = wholeWords(COUNTRIES)
const ELSEWHERE = wholeWords(NOT_A_COUNTRY, 'gu')
const TELLS = wholeWords(TELLING, 'iu')
const SPIES = wholeWords(['spy', 'spies', 'spying', 'espionage'], 'iu')

const pronouns = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = PRONOUN.exec(text)
    return found ? [{ path, message: `“${found[0]}” gives a gender, which may not fit the drawn name: use the name, or “they”` }] : []
  })

/** A street or a day that bears a name is nobody. */
const NAMED_AFTER = new RegExp(`\\p{Lu}\\p{L}*(?:’s)? (?:${NOT_A_NAME.join('|')})`, 'gu')
function literalNames({ texts, pool }: TextSubject): Hit[] {
  const people = Object.values(pool).flat()
  const full = wholeWords(people.map(({ given, family }) => `${given} ${family}`))
  const ordinary = new Set(ORDINARY_NAMES)
  const names = new Set(people.flatMap(({ given, family }) => [given, family]).filter((name) => !ordinary.has(name)))
  return texts.flatMap(({ text, path }) => {
    const name =
      text
        .replace(NAMED_AFTER, '')
        .match(/(?<!\p{L})\p{Lu}\p{L}*(?:[-’]\p{Lu}\p{L}+)*/gu)
        ?.find((word) => names.has(word)) ?? (people.length > 0 ? full.exec(text)?.[0] : undefined)
    return name ? [{ path, message: `“${name}” is a name from the pool: write {role_name}, {role_given} or {role_family}` }] : []
  })
}

const realDomains = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    if (!/\.\p{L}/u.test(text)) return []
    const domain = (text.match(/(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/gu) ?? []).find((name) => {
      const ending = name.split('.').at(-1)!.toLowerCase()
      return ending !== 'example' && !FILE_ENDINGS.includes(ending)
    })
    return domain
      ? [{ path, message: `“${domain}” may be a real domain: make it end in .example (or add the missing space after the full stop)` }]
      : []
  })

const countries = ({ texts }: TextSubject): Hit[] =>
  texts
    .filter(({ path }) => path[0] !== 'verdict')
    .flatMap(({ text, path }) => {
      const found = COUNTRY.exec(text.replace(ELSEWHERE, ''))
      return found ? [{ path, message: `“${found[0]}” is a country: name countries only in the verdict` }] : []
    })

const gendered = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = GENDER.exec(text)
    return found ? [{ path, message: `“${found[0]}” gives a gender, which may not fit the drawn name: reword it` }] : []
  })

/** Texts are shown as they are: nothing in them is read as HTML or Markdown. */
const MARKUP = /<\/?[a-z][^>]*>|\*\*|\]\(|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/iu
const markup = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = MARKUP.exec(text)
    if (!found) return []
    const what = /^[\u200e-\u2069]$/u.test(found[0]) ? 'an invisible mark of direction' : `“${found[0]}” looks like markup`
    return [{ path, message: `${what}, and texts are plain: remove it` }]
  })

/** Titles are read before and while playing, and in options nobody speaks of spies. */
function tells({ story, texts }: StorySubject): Hit[] {
  const isTitle = ({ path }: TextAt) => (path.length === 1 && ['title', 'summary'].includes(String(path[0]))) || isSceneTitle(path)
  const isSceneTitle = (path: Path) => path[0] === 'scenes' && path.length === 3 && path[2] === 'title'
  const isOption = ({ path, field }: TextAt) => field === 'text' && path.at(-3) === 'options'
  if (story.kind === 'tutorial') return []
  return texts.flatMap((at) => {
    const found = isTitle(at) ? TELLS.exec(at.text) : isOption(at) ? SPIES.exec(at.text) : null
    return found ? [{ path: at.path, message: `“${found[0]}” gives the outcome away: describe what happens in both truths` }] : []
  })
}

export const TEXT_RULES: readonly Rule<TextSubject>[] = [
  { id: 'gendered-pronoun', severity: 'error', about: 'no pronoun gives a gender to a drawn name', check: pronouns },
  { id: 'gendered-word', severity: 'warning', about: 'no word gives a gender to a drawn name', check: gendered },
  { id: 'literal-name', severity: 'error', about: 'names are drawn from the pool, never written out', check: literalNames },
  { id: 'real-domain', severity: 'error', about: 'domains end in .example', check: realDomains },
  { id: 'country-in-scene', severity: 'error', about: 'no country is named outside the verdict', check: countries },
  { id: 'markup', severity: 'error', about: 'texts are plain', check: markup },
]

export const WORDING_RULES: readonly Rule<StorySubject>[] = [
  { id: 'title-tells', severity: 'error', about: 'title, summary, scene titles and options fit both truths', check: tells },
]
