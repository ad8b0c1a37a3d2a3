/** Counts the habits that make texts read as if they were translated. They are notes: readers judge them. */
import type { TextAt } from './subject'
import { plainSentences } from './word-counts'

interface Habit {
  /** What is counted, with how much of it is usual in texts that read well. */
  about: string
  of: 'words' | 'sentences'
  count(sentences: readonly string[]): number
  /** Worth a note from here on; below it, for what should be more. */
  worth: { above: number } | { below: number }
}

const matches = (pattern: RegExp) => (sentences: readonly string[]) =>
  sentences.reduce((sum, sentence) => sum + (sentence.match(pattern)?.length ?? 0), 0)
const sentencesWhere = (is: (sentence: string) => boolean) => (sentences: readonly string[]) => sentences.filter(is).length
const wordsIn = (sentence: string): number => sentence.split(/\s/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length

const HABITS: readonly Habit[] = [
  {
    about: 'contractions in 1,000 words (it’s, you’ve): say more of them',
    of: 'words',
    count: matches(/(?:n’t|’(?:re|ve|ll|m)|\b(?:it|that|there|here|what|who|where|how|let|she|he)’s)(?!\p{L})/giu),
    worth: { below: 15 },
  },
  {
    about: '“nobody”, “somebody”, “anybody” in 1,000 words: name the role, or say “you”',
    of: 'words',
    count: matches(/\b(?:no|some|any)body\b/gi),
    worth: { above: 8 },
  },
  {
    about: '“whoever” in 1,000 words: say “people who”, “anyone who”',
    of: 'words',
    count: matches(/\bwho(?:m)?ever\b/gi),
    worth: { above: 0.3 },
  },
  { about: '“need not” in 1,000 words: say “don’t have to”', of: 'words', count: matches(/\bneed(?:n’t| not)\b/gi), worth: { above: 0.2 } },
  {
    about: '% of the sentences open with “What” or “Who” and ask nothing: put the subject first',
    of: 'sentences',
    count: sentencesWhere((sentence) => /^“?(?:What|Who) /.test(sentence) && !sentence.includes('?')),
    worth: { above: 1 },
  },
  {
    about: '% of the sentences have five words or fewer: join some',
    of: 'sentences',
    count: sentencesWhere((sentence) => wordsIn(sentence) <= 5),
    worth: { above: 25 },
  },
  {
    about: '% of the sentences end in “, and” and a short tail: stop before the gesture',
    of: 'sentences',
    count: sentencesWhere((sentence) => wordsIn(/, and ([^,]{1,30})$/.exec(sentence)?.[1] ?? 'one two three four five six') <= 5),
    worth: { above: 13 },
  },
]

/** Texts made of sentences. */
const FIELDS = new Set(['lead', 'consequence', 'text', 'finding', 'reply', 'why', 'you', 'summary'])

export function habitsOf(texts: readonly TextAt[]): string[] {
  const sentences = texts.filter(({ field, words }) => FIELDS.has(field) && words > 3).flatMap(plainSentences)
  const words = sentences.reduce((sum, sentence) => sum + wordsIn(sentence), 0)
  if (words < 500) return []
  return HABITS.flatMap(({ about, of, count, worth }) => {
    const share = of === 'words' ? (count(sentences) / words) * 1000 : (count(sentences) / sentences.length) * 100
    const odd = 'above' in worth ? share > worth.above : share < worth.below
    return odd ? [`habit: ${share.toFixed(share < 10 ? 1 : 0)} ${about}`] : []
  })
}
