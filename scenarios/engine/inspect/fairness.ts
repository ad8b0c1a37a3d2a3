/** Fairness rules: only conduct is a sign, names say nothing, and nothing outside the debrief points at a country. */
import type { NamePool } from '../format/schema'
import type { Hit, Rule } from './finding'
import type { ScenarioSubject, SegmentAt, TextAt } from './subject'
import { COUNTRIES, FILE_ENDINGS, NOT_ORIGIN, ORDINARY_NAMES, ORIGIN, ORIGIN_OF_DECOYS, PEOPLES, PRONOUNS } from './word-lists'

/** What the rules on texts work on: the texts of a scenario, or of a pattern. */
export interface TextSubject {
  texts: readonly TextAt[]
  pool: NamePool
}

const DECOYS_PER_SIGN = 1 / 3

const wholeWords = (words: readonly string[], flags = 'u'): RegExp =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...words].sort((a, b) => b.length - a.length).join('|')})(?![\\p{L}\\p{N}])`, flags)
const PRONOUN = new RegExp(`\\b(?:${PRONOUNS.join('|')})\\b`, 'i')
const COUNTRY = wholeWords(COUNTRIES)
const PEOPLE = wholeWords([...PEOPLES, ...COUNTRIES])
const OF_ORIGIN = wholeWords(ORIGIN, 'iu')
const OF_DECOYS = wholeWords(ORIGIN_OF_DECOYS, 'iu')
const ELSE = wholeWords(NOT_ORIGIN, 'giu')

const originWord = (text: string): string | undefined => {
  const plain = text.replace(ELSE, '')
  return (PEOPLE.exec(plain) ?? OF_ORIGIN.exec(plain))?.[0]
}

const signs = ({ segments }: ScenarioSubject): SegmentAt[] => segments.filter((s) => s.segment.cue === 'sign')
const decoys = ({ segments }: ScenarioSubject): SegmentAt[] => segments.filter((s) => s.segment.cue === 'decoy')
const hitsWhere = (segments: SegmentAt[], wrong: (s: SegmentAt['segment']) => boolean, message: (id: string) => string): Hit[] =>
  segments.filter(({ segment }) => wrong(segment)).map(({ segment, path }) => ({ path, message: message(segment.id) }))

function fewDecoys(subject: ScenarioSubject): Hit[] {
  const [s, d] = [signs(subject).length, decoys(subject).length]
  if (subject.tutorial || d >= s * DECOYS_PER_SIGN) return []
  return [{ path: ['scenes'], message: `${d} decoys for ${s} signs: add some, to at least ${Math.ceil(s * DECOYS_PER_SIGN)}` }]
}

function originAsSign(subject: ScenarioSubject): Hit[] {
  const { evidence } = subject
  return signs(subject).flatMap(({ segment: { id, text, indicator, about }, path }) => {
    const named = indicator === undefined ? undefined : (evidence.signs[indicator] ?? evidence.decoys[indicator])
    const word = originWord(text) ?? originWord(named?.label ?? '')
    if (!word && !about && !named?.about) return []
    const what = word ? `about origin (“${word}”)` : 'about origin'
    return [{ path, message: `the sign “${id}” is ${what}: only conduct can be a sign; make it a decoy, or reword it` }]
  })
}

const originUnmarked = (subject: ScenarioSubject): Hit[] =>
  decoys(subject).flatMap(({ segment: { id, text, indicator, about }, path }) => {
    const word = originWord(text) ?? OF_DECOYS.exec(text)?.[0]
    const named = indicator !== undefined && subject.evidence.decoys[indicator]?.about === 'origin'
    return about || (!word && !named)
      ? []
      : [{ path, message: `the decoy “${id}” seems to be about origin${word ? ` (“${word}”)` : ''}: mark it \`about: origin\`` }]
  })

const reportFirst = (subject: ScenarioSubject): Hit[] =>
  signs(subject).flatMap(({ segment: { cites = [] }, path }) => {
    const report = cites.findIndex((c) => c.startsWith('R-'))
    const guidance = cites.findLastIndex((c) => c.startsWith('G-'))
    return report >= 0 && report < guidance ? [{ path: [...path, 'cites'], message: 'cite guidance (G-) before the report (R-)' }] : []
  })

const pronouns = ({ texts }: TextSubject): Hit[] =>
  texts.flatMap(({ text, path }) => {
    const found = PRONOUN.exec(text)
    return found ? [{ path, message: `“${found[0]}” gives a gender, which may not fit the drawn name: use the name, or “they”` }] : []
  })

function literalNames({ texts, pool }: TextSubject): Hit[] {
  const people = Object.values(pool).flat()
  const full = wholeWords(people.map(({ given, family }) => `${given} ${family}`))
  const ordinary = new Set(ORDINARY_NAMES)
  const names = new Set(people.flatMap(({ given, family }) => [given, family]).filter((name) => !ordinary.has(name)))
  return texts.flatMap(({ text, path }) => {
    const name =
      text.match(/(?<!\p{L})\p{Lu}\p{L}*(?:[-’]\p{Lu}\p{L}+)*/gu)?.find((word) => names.has(word)) ??
      (people.length > 0 ? full.exec(text)?.[0] : undefined)
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
      const found = COUNTRY.exec(text)
      return found ? [{ path, message: `“${found[0]}” is a country: name countries only in the verdict` }] : []
    })

export const TEXT_RULES: readonly Rule<TextSubject>[] = [
  { id: 'gendered-pronoun', severity: 'error', about: 'no pronoun gives a gender to a drawn name', check: pronouns },
  { id: 'literal-name', severity: 'error', about: 'names are drawn from the pool, never written out', check: literalNames },
  { id: 'real-domain', severity: 'error', about: 'domains end in .example', check: realDomains },
  { id: 'country-in-scene', severity: 'error', about: 'no country is named outside the verdict', check: countries },
]

export const FAIRNESS_RULES: readonly Rule<ScenarioSubject>[] = [
  {
    id: 'sign-in-genuine',
    severity: 'error',
    about: 'a genuine scenario has no sign',
    check: (s) =>
      s.scenario.nature === 'hostile'
        ? []
        : hitsWhere(
            signs(s),
            () => true,
            (id) => `“${id}” is a sign, but this scenario is genuine: make it a decoy`,
          ),
  },
  {
    id: 'sign-uncited',
    severity: 'error',
    about: 'a sign cites its evidence or is marked INV',
    check: (s) =>
      hitsWhere(
        signs(s),
        (x) => !x.cites?.length,
        (id) => `the sign “${id}” cites nothing: cite guidance, the report, or INV`,
      ),
  },
  {
    id: 'sign-without-indicator',
    severity: 'error',
    about: 'a sign names its indicator',
    check: (s) =>
      hitsWhere(
        signs(s),
        (x) => !x.indicator,
        (id) => `the sign “${id}” has no \`indicator\`: name a sign from the evidence`,
      ),
  },
  {
    id: 'sign-without-why',
    severity: 'error',
    about: 'a sign has a `why`',
    check: (s) =>
      hitsWhere(
        signs(s),
        (x) => !x.why,
        (id) => `the sign “${id}” has no \`why\`: explain it in one or two sentences`,
      ),
  },
  {
    id: 'decoy-without-why',
    severity: 'error',
    about: 'a decoy has a `why`',
    check: (s) =>
      hitsWhere(
        decoys(s),
        (x) => !x.why,
        (id) => `the decoy “${id}” has no \`why\`: say why it means nothing`,
      ),
  },
  { id: 'few-decoys', severity: 'error', about: 'at least one decoy for every three signs', check: fewDecoys },
  { id: 'origin-as-sign', severity: 'error', about: 'no sign is about origin', check: originAsSign },
  { id: 'origin-unmarked', severity: 'warning', about: 'a decoy about origin is marked', check: originUnmarked },
  { id: 'guidance-first', severity: 'error', about: 'a sign cites guidance before the report', check: reportFirst },
]
