import type { Hit, Path, Rule } from '../../../library/finding'
import { type Prose, longestReading } from '../longest-reading'
import { type ScenarioSubject, type TextAt, type VariantSubject, inVariants } from '../subject'
import type { TextSubject } from './wording'
import { readingLevel } from '../word-counts'

const SCREEN_WORDS = 80
const SENTENCE_WORDS = 30
const MEAN_SENTENCE_WORDS = 18
const READING_LEVEL = 9
const ENDING_WORDS = 140
export const UNWRITTEN = 'Write: '

const RUNNING = new Set(['lead', 'consequence', 'text', 'finding', 'why'])

/** Texts made of sentences. Labels, dates and short fields would make the prose seem easier than it is. */
const running = ({ texts }: ScenarioSubject): TextAt[] => texts.filter(({ field, words }) => RUNNING.has(field) && words > 3)

const tooLong = (prose: { prose: Prose | undefined; path: Path }[], limit: number, where: string): Hit[] =>
  prose
    .map(({ prose: text, path }) => ({ words: longestReading(text), path }))
    .filter(({ words }) => words > limit)
    .map(({ words, path }) => ({ path, message: `${words} words ${where}: shorten to at most ${limit}` }))

const narration = ({ resolved, decisions }: VariantSubject): Hit[] => {
  const leads = Object.entries(resolved.scenes).map(([id, { lead }]) => ({ prose: lead, path: ['scenes', id, 'lead'] }))
  const after = decisions.flatMap((d) =>
    d.options.map(({ option, path }) => ({ prose: option.consequence, path: [...path, 'consequence'] })),
  )
  return tooLong([...leads, ...after], SCREEN_WORDS, 'of narration')
}
const longEndings = ({ resolved: { endings } }: VariantSubject): Hit[] =>
  tooLong(
    Object.entries(endings).map(([id, { text }]) => ({ prose: text, path: ['endings', id, 'text'] })),
    ENDING_WORDS,
    'in an ending',
  )

const longSentences = ({ texts }: ScenarioSubject): Hit[] =>
  texts.flatMap(({ sentences, path }) => {
    const longest = Math.max(0, ...sentences)
    return longest > SENTENCE_WORDS ? [{ path, message: `a sentence of ${longest} words: split it` }] : []
  })

function meanSentence(subject: ScenarioSubject): Hit[] {
  const sentences = running(subject).flatMap((t) => t.sentences)
  const mean = sentences.reduce((sum, n) => sum + n, 0) / Math.max(1, sentences.length)
  return mean > MEAN_SENTENCE_WORDS
    ? [{ path: ['scenes'], message: `sentences have ${mean.toFixed(1)} words on average: shorten them to at most ${MEAN_SENTENCE_WORDS}` }]
    : []
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
    about: `sentences have at most ${MEAN_SENTENCE_WORDS} words on average`,
    check: meanSentence,
  },
  { id: 'reading-level', severity: 'warning', about: `a reading level of at most ${READING_LEVEL}`, check: tooHard },
  inVariants({ id: 'ending-words', severity: 'warning', about: `an ending has at most ${ENDING_WORDS} words`, check: longEndings }),
]
