/** Counts the habits that make texts read as if they were translated. They are notes: readers judge them. */
import type { TextAt } from './subject'
import { filled } from './word-counts'

/** Worth a note from here on; below it, for what should be more. */
type Worth = { above: number } | { below: number }
export const isWorth = (figure: number, worth: Worth): boolean => ('above' in worth ? figure > worth.above : figure < worth.below)

interface Habit {
  name: string
  /** In a thousand words, in a hundred sentences, or for each “but”, “because” and “so” of explanations. */
  in: 'words' | 'sentences' | 'reasons'
  count: RegExp | ((sentence: string) => boolean)
  advice: string
  story: Worth
  /** The interface writes “cannot” and “do not” in full. */
  interface?: Worth & { advice: string }
}

const wordsIn = (text: string): number => text.split(/[\s—]/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
const SHORT = 5
const TAIL = 6

// linear: every expression is a choice of words, or is tried once at the beginning or end of a sentence.
export const HABITS: readonly Habit[] = [
  {
    name: 'contractions',
    in: 'words',
    count: /(?:(?<!need)n’t|’(?:re|ve|ll|m)|\b(?:it|that|there|here|what|who|where|how|let|she|he)’s)(?!\p{L})/giu,
    advice: 'say more of them (it’s, you’ve)',
    story: { below: 15 },
    interface: { above: 1, advice: 'write “cannot”, “do not”' },
  },
  {
    name: '“and” for each “but”, “because”, “so” in explanations',
    in: 'reasons',
    count: /\band\b/gi,
    advice: 'join thoughts with what connects them',
    story: { above: 3 },
  },
  { name: 'whoever, whomever', in: 'words', count: /\bwhom?ever\b/gi, advice: 'say “people who”, “anyone who”', story: { above: 0.2 } },
  {
    name: 'nobody, somebody, anybody',
    in: 'words',
    count: /\b(?:no|some|any)body\b/gi,
    advice: 'name the role, or say “you”',
    story: { above: 8 },
  },
  { name: 'need not', in: 'words', count: /\bneed(?:n’t| not)\b/gi, advice: 'say “don’t have to”', story: { above: 0.2 } },
  {
    name: 'open with What or Who, and ask nothing',
    in: 'sentences',
    count: (sentence) => /^“?(?:What|Who) /.test(sentence) && !sentence.includes('?'),
    advice: 'put the subject first',
    story: { above: 1 },
  },
  {
    name: 'have five words or fewer',
    in: 'sentences',
    count: (sentence) => wordsIn(sentence) <= SHORT,
    advice: 'join some',
    story: { above: 25 },
  },
  {
    name: 'end in “, and” and a short tail',
    in: 'sentences',
    count: (sentence) => wordsIn(/, and ([^,]{1,60})$/.exec(sentence)?.[1] ?? 'word '.repeat(TAIL + 1)) <= TAIL,
    advice: 'stop before the gesture',
    story: { above: 13 },
  },
]
export const HABIT_UNITS: Readonly<Record<Habit['in'], string>> = { words: '‰ of the words', sentences: '% of the sentences', reasons: '' }

/** Texts that people read as sentences, whoever says them; labels, dates and notes for facilitators are not. */
const FIELDS = new Set(['lead', 'consequence', 'text', 'finding', 'reply', 'why', 'you', 'summary', 'ask', 'says', 'writes'])
type Counted = Pick<TextAt, 'text' | 'field'>
export const proseOf = (texts: readonly TextAt[]): Counted[] =>
  texts.filter(({ field, path }) => FIELDS.has(field) && path[0] !== 'notes' && path.at(-2) !== 'notes')

/** All texts of the interface, which explain. */
export const interfaceTexts = (messages: unknown): Counted[] =>
  typeof messages === 'string' ? [{ text: messages, field: 'why' }] : Object.values(messages as object).flatMap(interfaceTexts)

export interface HabitCount {
  words: number
  /** In the order of `HABITS`. */
  figures: number[]
}
export function countHabits(texts: readonly Counted[]): HabitCount {
  const plain = texts.map(({ text, field }) => ({ text: filled(text), field }))
  const words = plain.reduce((sum, { text }) => sum + wordsIn(text), 0)
  const sentences = plain.flatMap(({ text }) => text.split(/(?<=[.!?…][”’)]{0,3})\s+/u)).filter((s) => /[.!?…][”’)]{0,3}$/u.test(s))
  const all = (pattern: RegExp, of: readonly { text: string }[]) =>
    of.reduce((sum, { text }) => sum + (text.match(pattern)?.length ?? 0), 0)
  const explanations = plain.filter(({ field }) => field === 'why')
  const reasons = all(/\b(?:but|because|so)\b/gi, explanations)
  const figures = HABITS.map(({ in: unit, count }) => {
    if (typeof count === 'function') return (sentences.filter(count).length / Math.max(1, sentences.length)) * 100
    return unit === 'reasons' ? all(count, explanations) / Math.max(1, reasons) : (all(count, plain) / Math.max(1, words)) * 1000
  })
  return { words, figures }
}

export const habitInWords = (figure: number): string => figure.toFixed(figure < 10 ? 1 : 0)

const LEAST_WORDS = 500
export function habitNotes({ words, figures }: HabitCount, of: 'story' | 'interface'): string[] {
  if (words < LEAST_WORDS) return []
  return HABITS.flatMap(({ name, in: unit, advice, ...sought }, i) => {
    const worth = { advice, ...(sought[of] ?? sought.story) }
    return isWorth(figures[i]!, worth)
      ? [`habit: ${[habitInWords(figures[i]!), HABIT_UNITS[unit], name].filter(Boolean).join(' ')}: ${worth.advice}`]
      : []
  })
}
