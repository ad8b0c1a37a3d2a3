import type { NamePool } from '../../../engine/format/schema'
import type { Hit, Path, Rule } from '../../../library/finding'
import type { Prose } from '../longest-reading'
import type { ScenarioSubject, TextAt } from '../subject'
import {
  FILE_ENDINGS,
  FORMS_OF_ADDRESS,
  GENDERED,
  NOT_A_DOMAIN,
  NOT_A_NAME,
  OF_A_HOUSE,
  ORDINARY_NAMES,
  PRONOUNS,
  SPYING,
  GIVEAWAYS,
  wholeWords,
} from './word-lists'

export interface TextSubject {
  texts: readonly TextAt[]
  pool: NamePool
}

const PRONOUN = wholeWords(PRONOUNS, 'iu')
const GENDER = wholeWords(GENDERED)
const GIVES_AWAY = wholeWords(GIVEAWAYS, 'iu')
const SPIES = wholeWords(SPYING, 'iu')

const pronouns = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = PRONOUN.exec(text)
    return found
      ? [
          {
            path,
            message: `“${found[0]}” gives a gender, which may not fit the drawn name: write {role_they}, {role_them} or {role_their}`,
          },
        ]
      : []
  })

// linear: a word is read from its beginning only, and no list of words repeats.
const NAMED_AFTER = new RegExp(`(?<!\\p{L})\\p{Lu}\\p{L}*(?:’s)? (?:${NOT_A_NAME.join('|')})`, 'gu')
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

// linear: what repeats is at the end, where nothing can fail after it.
const ADDRESSED = new RegExp(`(?<!\\p{L})(?:${FORMS_OF_ADDRESS.join('|')})\\.? \\p{Lu}\\p{Ll}+`, 'u')
const TWO_CAPITALS = /(?<!\p{L}|\p{Lu}\p{Ll}+ )\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+(?:-\p{Lu}\p{Ll}+)?(?!\p{L}| \p{Lu}\p{Ll})/gu
const NO_PEOPLE = new Set([...NOT_A_NAME, ...OF_A_HOUSE, ...FORMS_OF_ADDRESS, 'Dear'])
const DATES = wholeWords(
  'Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October November December'.split(
    ' ',
  ),
)
/**
 * Two capitalised words are probably somebody’s name, unless the scenario also uses one of them in lower case, or both together for an
 * organisation, a title or a place.
 */
function fullNames({ scenario, texts }: ScenarioSubject): Hit[] {
  const common = new Set(texts.flatMap(({ text }) => text.match(/(?<!\p{L})\p{Ll}+/gu) ?? []))
  const { title, summary, you, cast, scenes } = scenario
  const places = [...Object.values(cast).flatMap((c) => [c.title, c.organisation ?? '']), ...Object.values(scenes).map((s) => s.place)]
  const known = [title, summary, you, ...places].join(' · ')
  const isName = (words: string) =>
    !known.includes(words) && !DATES.test(words) && words.split(/[ -]/).every((w) => !common.has(w.toLowerCase()) && !NO_PEOPLE.has(w))
  return texts
    .filter(({ path }) => path[0] !== 'verdict')
    .flatMap(({ text, path }) => {
      const name = ADDRESSED.exec(text)?.[0] ?? text.match(TWO_CAPITALS)?.find(isName)
      return name ? [{ path, message: `“${name}” seems to be a person: draw the name, and write {role_name}` }] : []
    })
}

const DOTTED = /(?<![\p{L}\p{N}-])[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu
const realDomains = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    if (!/\.\p{L}/u.test(text)) return []
    const domain = (text.match(DOTTED) ?? []).find((name) => {
      const ending = name.split('.').at(-1)!.toLowerCase()
      return /^\p{L}{2}/u.test(ending) && ending !== 'example' && !FILE_ENDINGS.includes(ending) && !NOT_A_DOMAIN.includes(name)
    })
    return domain
      ? [
          {
            path,
            message: `“${domain}” may be a real domain: make it end in .example (if it is a file, leave out its ending; if two sentences meet, add the space)`,
          },
        ]
      : []
  })

/** With a country’s code or a leading zero, and eight digits or more. */
const TELEPHONE = /(?<![\d.,:] ?)(?:\+\d|\(?0)(?:[ ()/–-]{0,2}\d){7,}/u
const telephones = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = TELEPHONE.exec(text)
    return found ? [{ path, message: `“${found[0]}” may be somebody’s telephone number: leave it out` }] : []
  })

const gendered = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = GENDER.exec(text)
    return found ? [{ path, message: `“${found[0]}” gives a gender, which may not fit the drawn name: reword it` }] : []
  })

/** Texts are shown as they are, so HTML or Markdown in them would show. */
const MARKUP = [
  /(?:^|\s)#{1,6} \p{L}/u,
  /<\/?[a-z][^<>]*>/i,
  /&(?:[a-z]+|#\d+);/i,
  /\*\*/,
  /(?<![\p{L}\p{N}])_\p{L}[^_]*_(?![\p{L}\p{N}])/u,
  /\]\(/,
]
/** Invisible characters: marks of direction, of zero width and of word breaks. */
const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u
/** A Cyrillic or Greek letter in a Latin word, other than those of units. */
const MIXED = /(?<!\p{L})(?=\p{L}*\p{Script=Latin})(?=\p{L}*(?![Ωμ])[\p{Script=Cyrillic}\p{Script=Greek}])\p{L}+/u
const markup = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const hidden = INVISIBLE.exec(text)
    const mixed = MIXED.exec(text)
    const found = MARKUP.map((markup) => markup.exec(text)).find(Boolean)
    if (hidden) return [{ path, message: `an invisible character after ‘${text.slice(0, hidden.index).slice(-20)}’: remove it` }]
    if (mixed) return [{ path, message: `“${mixed[0]}” mixes letters of two alphabets that look alike: type the word again` }]
    return found ? [{ path, message: `‘${found[0]}’ looks like markup, and texts are plain: remove it` }] : []
  })

const noSuchHour = ({ texts }: ScenarioSubject): Hit[] =>
  texts
    .filter(({ field }) => field === 'when' || field === 'at')
    .flatMap(({ text, path }) => {
      const [found] = [...text.matchAll(/(?<![\d:])(\d{1,2}):(\d{2})(?![\d:])/g)].filter(([, h, m]) => Number(h) > 23 || Number(m) > 59)
      return found ? [{ path, message: `there is no ${found[0]}: write an hour up to 23:59` }] : []
    })

/** Learners read titles before and during play, and an option must not mention spies. */
function givenAway({ scenario, texts }: ScenarioSubject): Hit[] {
  const isTitle = ({ path }: TextAt) => (path.length === 1 && ['title', 'summary'].includes(String(path[0]))) || isSceneTitle(path)
  const isSceneTitle = (path: Path) => path[0] === 'scenes' && path.length === 3 && path[2] === 'title'
  const isOption = ({ path, field }: TextAt) => ['text', 'says', 'writes'].includes(field) && path.at(-3) === 'options'
  if (scenario.kind === 'tutorial') return []
  return texts.flatMap((at) => {
    const found = isTitle(at) ? GIVES_AWAY.exec(at.text) : isOption(at) ? SPIES.exec(at.text) : null
    return found ? [{ path: at.path, message: `“${found[0]}” gives the outcome away: describe what happens in both variants` }] : []
  })
}

function genuineUnsaid({ scenario, variants }: ScenarioSubject): Hit[] {
  const says = (prose: Prose): boolean => /\bgenuine\b/i.test(allText(prose))
  return variants
    .filter(({ resolved, name }) => name === 'genuine' && !says(resolved.verdict.text))
    .map(() => ({
      path: scenario.kind === 'tutorial' ? ['verdict', 'text'] : ['verdict', 'genuine', 'text'],
      message: 'the verdict never says that it was genuine: say it plainly',
    }))
}
const allText = (prose: Prose): string => (typeof prose === 'string' ? prose : prose.map(({ text }) => text).join(' '))

/** What a facilitator cannot do with what is on the wall: it shows one thing at a time, and paper shows the rest. */
const OFF_THE_WALL = /\b(side by side|beside the one|on (the|a) (board|flip ?chart|whiteboard)|hand out|close with \w+ questions)\b/i
const offTheWall = ({ texts }: ScenarioSubject): Hit[] =>
  texts
    .filter(({ path }) => path.includes('notes'))
    .flatMap(({ text, path }) => {
      const found = OFF_THE_WALL.exec(text)
      const message = `“${found?.[0]}” asks for what is not on the wall: ask about what it shows, such as the same page in both stories, or the rule`
      return found ? [{ path, message }] : []
    })

/** Their question stands under the answers, where no line of the moment can be seen. */
const LINES = /\b(?:(?:which|these|those|this) (?:single )?(?:line|sentence|part|word|paragraph|clause)s?|which of (?:the|these|those) )/i
/** Whether people think of telling by themselves is measured, so nothing may point to it before the last vote. */
const TELLING = /\b(?:security officer|downstairs|down the stairs|report|tell(?:ing)? (?:somebody|someone|anybody|anyone))\b/i
const asks = ({ texts }: ScenarioSubject, about: RegExp, message: (found: string) => string): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = path.includes('notes') && path.at(-1) === 'ask' && about.exec(text)
    return found ? [{ path, message: message(found[0].trim()) }] : []
  })
const asksAboutLines = (subject: ScenarioSubject): Hit[] =>
  asks(
    subject,
    LINES,
    (found) => `“${found}” asks about lines that are not beside the question: name what it is about, or ask about the answers`,
  )
const asksToTell = (subject: ScenarioSubject): Hit[] =>
  asks(subject, TELLING, (found) => `“${found}” hints at telling, and stands on the wall before the last vote: ask about something else`)

export const TEXT_RULES: readonly Rule<TextSubject>[] = [
  { id: 'gendered-pronoun', severity: 'warning', about: 'no pronoun gives a gender to a drawn name', check: pronouns },
  { id: 'gendered-word', severity: 'warning', about: 'no word gives a gender to a drawn name', check: gendered },
  { id: 'literal-name', severity: 'warning', about: 'names are drawn from the pool, never written out', check: literalNames },
  { id: 'real-domain', severity: 'error', about: 'domains end in .example', check: realDomains },
  { id: 'telephone-number', severity: 'error', about: 'no text has a telephone number', check: telephones },
  { id: 'markup', severity: 'error', about: 'texts are plain, and all of them can be seen', check: markup },
]

export const WORDING_RULES: readonly Rule<ScenarioSubject>[] = [
  { id: 'title-tells', severity: 'warning', about: 'title, summary, scene titles and options fit both variants', check: givenAway },
  { id: 'full-name', severity: 'warning', about: 'nobody has a name that is written out', check: fullNames },
  { id: 'no-such-hour', severity: 'error', about: 'an hour is one of the clock', check: noSuchHour },
  { id: 'genuine-unsaid', severity: 'warning', about: 'a genuine verdict says so', check: genuineUnsaid },
  { id: 'notes-off-the-wall', severity: 'warning', about: 'notes ask only for what the room can see', check: offTheWall },
  { id: 'ask-about-lines', severity: 'warning', about: 'a question to the room stands on its own', check: asksAboutLines },
  { id: 'ask-hints-at-telling', severity: 'warning', about: 'no question to the room hints at telling', check: asksToTell },
]
