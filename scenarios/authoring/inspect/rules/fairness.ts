/** Fairness rules: only conduct is a sign, and origin never is. */
import type { Hit, Path, Rule } from '../../../library/finding'
import { type SegmentAt, type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'
import { REGIONS } from './real-names'
import { isOfASource } from './real-world'
import {
  CERTAIN_COUNTRIES,
  CITIES,
  NOT_A_COUNTRY,
  NOT_ORIGIN,
  ORIGIN,
  ORIGIN_IN_JUDGEMENTS,
  ORIGIN_OF_DECOYS,
  PEOPLES,
  PERHAPS_A_COUNTRY,
  PERHAPS_ORIGIN,
  inCapitals,
  inPlural,
  wholeWords,
} from './word-lists'

const DECOYS_PER_SIGN = 1 / 3

const PEOPLE = wholeWords(inCapitals([...inPlural(PEOPLES), ...CERTAIN_COUNTRIES, ...REGIONS]))
const OF_ORIGIN = wholeWords(ORIGIN, 'iu')
const IN_JUDGEMENTS = wholeWords(ORIGIN_IN_JUDGEMENTS, 'iu')
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

/** All that is shown of a sentence. */
const shownOf = ({ text, was, link }: SegmentAt['segment']): string => [was, text, link?.words, link?.target].filter(Boolean).join(' · ')

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
  return signs(subject).flatMap(({ segment, path }) => {
    const { id, indicator, about } = segment
    const named = indicator === undefined ? undefined : (evidence.signs[indicator] ?? evidence.decoys[indicator])
    const word = originWord(shownOf(segment)) ?? originWord(named?.label ?? '')
    if (!word && !about && !named?.about) return []
    const what = word ? `about origin (“${word}”)` : 'about origin'
    return [{ path, message: `the sign “${id}” is ${what}: only conduct can be a sign; make it a decoy, or reword it` }]
  })
}

const originInSign = (subject: VariantSubject): Hit[] =>
  signs(subject).flatMap(({ segment, path }) => {
    const [{ id, why = '' }, text] = [segment, shownOf(segment)]
    if (originWord(text)) return []
    const word = perhapsOrigin(text) ?? originWord(why) ?? perhapsOrigin(why)
    return word ? [{ path, message: `the sign “${id}” may be about origin (“${word}”): only conduct can be a sign` }] : []
  })

/** What scores, explains or advises, as opposed to what is told: options and what they bring, explanations, answers, endings, advice. */
function isJudgement({ path, field }: TextAt): boolean {
  const [part, , inScene] = path
  if (part !== 'scenes') return part === 'verdict' || part === 'endings' || part === 'keep' || part === 'notes' || part === 'you'
  if (inScene === 'notes') return path.at(-1) !== 'avoid'
  return field === 'why' || inScene === 'report' || path.includes('options') || (inScene === 'checks' && path.length === 5)
}

/** A sentence that says that origin shows nothing, or asks a room whether it would have acted otherwise. */
const FAIR = [
  /\b(?:says?|said|tells?|told|shows?|showed|proves?|proved|means?|meant|is|was)\b.{0,20}\b(?:nothing|little)\b/i,
  /\b(?:no|not an?|hardly an?) (?:conduct|sign|measure|reason|evidence|proof|news|act|matter|difference|different)\b/i,
  /\b(?:whatever|whichever|regardless of|no matter|neither|unfair|unfairly|prejudice)\b/i,
  /\b(?:not|n’t|never) (?:matter|count|be about|because)\b/i,
  /\bhad .{1,60}\?/i,
]
const isFair = (sentence: string): boolean => FAIR.some((words) => words.test(sentence))

/** Guards of the same scene's parts are not texts, so a path of a text always leads through maps and lists. */
const partAt = (root: unknown, path: Path): Record<string, unknown> =>
  path.reduce((node, step) => (node as Record<string | number, unknown>)[step], root) as Record<string, unknown>
/** What may speak of origin: why a detail about it shows nothing, and an option that is unfair and loses points for it. */
function mayNameOrigin({ resolved }: VariantSubject, { path }: TextAt): boolean {
  const i = path.indexOf('options')
  if (i > 0) return Number((partAt(resolved, path.slice(0, i + 2)).rubric as { fair?: number }).fair ?? 0) < 0
  const { about, cue } = partAt(resolved, path.slice(0, -1))
  return about === 'origin' && cue === 'decoy'
}

const originJudged = (subject: VariantSubject): Hit[] =>
  subject.texts.flatMap((at) => {
    if (!isJudgement(at) || isOfASource(at) || mayNameOrigin(subject, at)) return []
    const word = at.text
      .split(/(?<=[.!?…])[”’)]? /u)
      .filter((sentence) => !isFair(sentence))
      .map((sentence) => originWord(sentence) ?? IN_JUDGEMENTS.exec(sentence)?.[0])
      .find((found) => found !== undefined)
    if (word === undefined) return []
    const message = `“${word}” judges by origin: write what somebody does. Only a sentence that says that origin shows nothing may name it, and an option that loses points in \`fair\``
    return [{ path: at.path, message }]
  })

/** Told as any other detail, origin is taken for a sign. */
const originAmongPlain = ({ segments }: VariantSubject): Hit[] =>
  segments.flatMap(({ segment, path }) => {
    const { id, cue, about } = segment
    const word = about || cue === 'sign' || cue === 'decoy' ? undefined : originWord(shownOf(segment))
    const message = `“${id}” is about origin (“${word}”): make it a decoy with \`about: origin\` and a \`why\`, or leave it out`
    return word ? [{ path, message }] : []
  })

const originUnmarked = (subject: VariantSubject): Hit[] =>
  decoys(subject).flatMap(({ segment, path }) => {
    const [{ id, indicator, about }, text] = [segment, shownOf(segment)]
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
  {
    id: 'origin-judged',
    severity: 'error',
    about: 'no option, explanation, advice or ending judges by origin',
    check: originJudged,
  },
  {
    id: 'origin-unmarked',
    severity: 'warning',
    about: 'a detail about origin is a decoy, and marked',
    check: (s) => [...originUnmarked(s), ...originAmongPlain(s)],
  },
  { id: 'guidance-first', severity: 'error', about: 'a sign cites guidance before the assessment', check: assessmentFirst },
]
export const FAIRNESS_RULES: readonly Rule<ScenarioSubject>[] = RULES.map(inVariants)
