import type { Hit, Path, Rule } from '../../../library/finding'
import type { Prose } from '../longest-reading'
import { ENDING_WORDS, SCREEN_WORDS, wordsOfProse } from '../prose-words'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'
import type { TextSubject } from './wording'
import { measure, plainSentences, readingLevel } from '../word-counts'

const SENTENCE_WORDS = 30
const [LEAST_MEAN_WORDS, MOST_MEAN_WORDS] = [9.5, 20]
const READING_LEVEL = 9
const VERDICT_WORDS = 150
const FEW_SENTENCES = 400
export const UNWRITTEN = 'Write: '

const RUNNING = new Set(['lead', 'consequence', 'text', 'finding', 'why'])

/** Texts made of sentences. Labels, dates and short fields would make the prose seem easier than it is. */
const running = ({ texts }: ScenarioSubject): TextAt[] => texts.filter(({ field, words }) => RUNNING.has(field) && words > 3)

const tooLong = (of: VariantSubject, prose: { prose: Prose | undefined; path: Path }[], limit: number, where: string): Hit[] =>
  prose
    .map(({ prose: text, path }) => ({ words: wordsOfProse(of.reading?.prose ?? new Map(), path, text), path }))
    .filter(({ words }) => words > limit)
    .map(({ words, path }) => ({ path, message: `${words} words ${where}: shorten to at most ${limit}` }))

const narration = (subject: VariantSubject): Hit[] => {
  const { resolved, decisions } = subject
  const leads = Object.entries(resolved.scenes).map(([id, { lead }]) => ({ prose: lead, path: ['scenes', id, 'lead'] }))
  const after = decisions.flatMap((d) =>
    d.options.map(({ option, path }) => ({ prose: option.consequence, path: [...path, 'consequence'] })),
  )
  return tooLong(subject, [...leads, ...after], SCREEN_WORDS, 'of narration')
}
const longEndings = (subject: VariantSubject): Hit[] =>
  tooLong(
    subject,
    Object.entries(subject.resolved.endings).map(([id, { text }]) => ({ prose: text, path: ['endings', id, 'text'] })),
    ENDING_WORDS,
    'in an ending',
  )

/** What everybody reads of it, whatever they did. */
function longVerdict({ resolved: { verdict } }: VariantSubject): Hit[] {
  const fixed = typeof verdict.text === 'string' ? [{ text: verdict.text }] : verdict.text.filter(({ when }) => !when)
  const words = fixed.reduce((sum, { text }) => sum + measure(text).words, 0)
  const message = `${words} words that everybody reads: shorten to at most ${VERDICT_WORDS}, and move sentences about a check to that check`
  return words > VERDICT_WORDS ? [{ path: ['verdict', 'text'], message }] : []
}

const longSentences = ({ texts }: ScenarioSubject): Hit[] =>
  texts.flatMap(({ sentences, path }) => {
    const longest = Math.max(0, ...sentences)
    return longest > SENTENCE_WORDS ? [{ path, message: `a sentence of ${longest} words: split it` }] : []
  })

function meanSentence(subject: ScenarioSubject): Hit[] {
  const sentences = running(subject).flatMap((at) => plainSentences(at).map((sentence) => measure(sentence).words))
  // A draft of a few pages says little about how its author writes.
  if (sentences.length < FEW_SENTENCES || subject.tutorial) return []
  const mean = sentences.reduce((sum, n) => sum + n, 0) / sentences.length
  const how = mean > MOST_MEAN_WORDS ? 'shorten them' : mean < LEAST_MEAN_WORDS ? 'join some' : null
  const message = `sentences have ${mean.toFixed(1)} words on average: ${how}, to ${LEAST_MEAN_WORDS} to ${MOST_MEAN_WORDS}`
  return how ? [{ path: ['scenes'], message }] : []
}

function tooHard(subject: ScenarioSubject): Hit[] {
  const level = readingLevel(running(subject))
  return level > READING_LEVEL
    ? [
        {
          path: ['scenes'],
          message: `reading level ${level.toFixed(1)} (ARI), above ${READING_LEVEL}: use shorter words and sentences`,
        },
      ]
    : []
}

const straightQuotes = ({ texts }: TextSubject): Hit[] =>
  texts.filter(({ text }) => /["']/.test(text)).map(({ path }) => ({ path, message: 'a straight quotation mark: write “ ” or ’' }))

const unwritten = ({ texts }: TextSubject): Hit[] =>
  Array.from(placeholders(texts), ([part, left]) => {
    const { text, path } = left[0]!
    const gap = text.slice(UNWRITTEN.length)
    return {
      path,
      message: left.length === 1 ? `not written yet: ${gap}` : `${part}: ${left.length} texts are not written yet, the first: ${gap}`,
    }
  })

/** Grouped by scene, or else by part of the file. A new scenario has hundreds, which would bury every other finding. */
function placeholders(texts: readonly TextAt[]): Map<string, TextAt[]> {
  const by = new Map<string, TextAt[]>()
  for (const at of texts.filter(({ text }) => text.startsWith(UNWRITTEN))) {
    const part = at.path[0] === 'scenes' ? at.path.slice(0, 2).join('.') : String(at.path[0])
    by.set(part, [...(by.get(part) ?? []), at])
  }
  return by
}

export const TYPOGRAPHY_RULES: readonly Rule<TextSubject>[] = [
  { id: 'straight-quotes', severity: 'warning', about: 'quotation marks are typographic', check: straightQuotes },
  { id: 'unwritten', severity: 'error', about: 'no placeholder from `new` is left', check: unwritten },
]

export const PROSE_RULES: readonly Rule<ScenarioSubject>[] = [
  inVariants({ id: 'screen-words', severity: 'error', about: `at most ${SCREEN_WORDS} words of narration per screen`, check: narration }),
  { id: 'sentence-length', severity: 'warning', about: `a sentence has at most ${SENTENCE_WORDS} words`, check: longSentences },
  {
    id: 'mean-sentence',
    severity: 'warning',
    about: `sentences have ${LEAST_MEAN_WORDS} to ${MOST_MEAN_WORDS} words on average, outside quotations`,
    check: meanSentence,
  },
  { id: 'reading-level', severity: 'warning', about: `a reading level of at most ${READING_LEVEL}`, check: tooHard },
  inVariants({
    id: 'verdict-words',
    severity: 'warning',
    about: `everybody reads at most ${VERDICT_WORDS} words of a verdict`,
    check: longVerdict,
  }),
  inVariants({ id: 'ending-words', severity: 'warning', about: `an ending has at most ${ENDING_WORDS} words`, check: longEndings }),
]
