/** Fairness rules: only conduct is a sign, and origin never is. */
import type { Hit, Rule } from '../../../library/finding'
import { type SegmentAt, type ScenarioSubject, type VariantSubject, inVariants } from '../subject'
import {
  CERTAIN_COUNTRIES,
  CITIES,
  NOT_A_COUNTRY,
  NOT_ORIGIN,
  ORIGIN,
  ORIGIN_OF_DECOYS,
  PEOPLES,
  PERHAPS_A_COUNTRY,
  PERHAPS_ORIGIN,
  inPlural,
  wholeWords,
} from './word-lists'

const DECOYS_PER_SIGN = 1 / 3

const PEOPLE = wholeWords([...inPlural(PEOPLES), ...CERTAIN_COUNTRIES])
const OF_ORIGIN = wholeWords(ORIGIN, 'iu')
const PERHAPS = wholeWords([...PERHAPS_A_COUNTRY, ...CITIES])
const PERHAPS_OF_ORIGIN = wholeWords(PERHAPS_ORIGIN, 'iu')
const OF_DECOYS = wholeWords(ORIGIN_OF_DECOYS, 'iu')
const ELSE = wholeWords([...NOT_ORIGIN, ...NOT_A_COUNTRY], 'giu')

const originWord = (text: string): string | undefined => {
  const plain = text.replace(ELSE, '')
  return (PEOPLE.exec(plain) ?? OF_ORIGIN.exec(plain))?.[0]
}
const perhapsOrigin = (text: string): string | undefined => {
  const plain = text.replace(ELSE, '')
  return (PERHAPS.exec(plain) ?? PERHAPS_OF_ORIGIN.exec(plain))?.[0]
}

const signs = ({ segments }: VariantSubject): SegmentAt[] => segments.filter((s) => s.segment.cue === 'sign')
const decoys = ({ segments }: VariantSubject): SegmentAt[] => segments.filter((s) => s.segment.cue === 'decoy')
const hitsWhere = (segments: SegmentAt[], wrong: (s: SegmentAt['segment']) => boolean, message: (id: string) => string): Hit[] =>
  segments.filter(({ segment }) => wrong(segment)).map(({ segment, path }) => ({ path, message: message(segment.id) }))

function fewDecoys(subject: VariantSubject): Hit[] {
  const [s, d] = [signs(subject).length, decoys(subject).length]
  if (subject.tutorial || d >= s * DECOYS_PER_SIGN) return []
  return [{ path: ['scenes'], message: `${d} decoys for ${s} signs: add some, to at least ${Math.ceil(s * DECOYS_PER_SIGN)}` }]
}

function originAsSign(subject: VariantSubject): Hit[] {
  const { evidence } = subject
  return signs(subject).flatMap(({ segment: { id, text, indicator, about }, path }) => {
    const named = indicator === undefined ? undefined : (evidence.signs[indicator] ?? evidence.decoys[indicator])
    const word = originWord(text) ?? originWord(named?.label ?? '')
    if (!word && !about && !named?.about) return []
    const what = word ? `about origin (“${word}”)` : 'about origin'
    return [{ path, message: `the sign “${id}” is ${what}: only conduct can be a sign; make it a decoy, or reword it` }]
  })
}

const originInSign = (subject: VariantSubject): Hit[] =>
  signs(subject).flatMap(({ segment: { id, text, why = '' }, path }) => {
    if (originWord(text)) return []
    const word = perhapsOrigin(text) ?? originWord(why) ?? perhapsOrigin(why)
    return word ? [{ path, message: `the sign “${id}” may be about origin (“${word}”): only conduct can be a sign` }] : []
  })

const originUnmarked = (subject: VariantSubject): Hit[] =>
  decoys(subject).flatMap(({ segment: { id, text, indicator, about }, path }) => {
    const word = originWord(text) ?? OF_DECOYS.exec(text)?.[0]
    const named = indicator !== undefined && subject.evidence.decoys[indicator]?.about === 'origin'
    return about || (!word && !named)
      ? []
      : [{ path, message: `the decoy “${id}” seems to be about origin${word ? ` (“${word}”)` : ''}: mark it \`about: origin\`` }]
  })

const assessmentFirst = (subject: VariantSubject): Hit[] =>
  signs(subject).flatMap(({ segment: { cites = [] }, path }) => {
    const assessment = cites.findIndex((c) => c.startsWith('R-'))
    const guidance = cites.findLastIndex((c) => c.startsWith('G-'))
    return assessment >= 0 && assessment < guidance
      ? [{ path: [...path, 'cites'], message: 'cite guidance (G-) before the assessment (R-)' }]
      : []
  })

const RULES: readonly Rule<VariantSubject>[] = [
  {
    id: 'sign-in-genuine',
    severity: 'error',
    about: 'the genuine variant has no sign',
    check: (s) =>
      s.resolved.variant === 'hostile'
        ? []
        : hitsWhere(
            signs(s),
            () => true,
            (id) => `“${id}” is a sign, but stands in the genuine variant too: fork it, with a decoy or a plain sentence there`,
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
        (id) => `the sign “${id}” cites nothing: cite guidance, the assessment, or INV`,
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
  { id: 'origin-in-sign', severity: 'warning', about: 'no word of a sign may be taken to be about origin', check: originInSign },
  { id: 'origin-unmarked', severity: 'warning', about: 'a decoy about origin is marked', check: originUnmarked },
  { id: 'guidance-first', severity: 'error', about: 'a sign cites guidance before the assessment', check: assessmentFirst },
]
export const FAIRNESS_RULES: readonly Rule<ScenarioSubject>[] = RULES.map(inVariants)
