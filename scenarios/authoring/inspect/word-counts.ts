/** Counts words and sentences and measures reading difficulty. An argument counts as one word. */

export const filled = (text: string): string => {
  if (!text.includes('{')) return text
  let plain = text
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/\{[^{}]*\}/g, 'Name')
  }
  return plain
}

const WORD = /[\p{L}\p{N}]+(?:[-’'.,:][\p{L}\p{N}]+)*/gu

export interface Measure {
  words: number
  letters: number
  sentences: number[]
}

export function measure(text: string): Measure {
  const plain = filled(text)
  const words = plain.match(WORD) ?? []
  // Most texts are one sentence, so we avoid the cost of splitting them.
  const sentences = /[.!?…][”’)]{0,3}\s/u.test(plain)
    ? plain
        .split(/(?<=[.!?…][”’)]{0,3})\s+/u)
        .map((s) => s.match(WORD)?.length ?? 0)
        .filter((n) => n > 0)
    : [words.length]
  return { words: words.length, sentences, letters: words.reduce((sum, word) => sum + word.replace(/[-’'.,:]/g, '').length, 0) }
}

/** Sentences that nobody says. One that holds a quotation is left out, because what is left of it is no sentence. */
export function plainSentences({ text, spoken }: { text: string; spoken?: true }): string[] {
  if (spoken) return []
  let depth = 0
  return text.split(/(?<=[.!?…])[”’)]{0,3}\s/u).filter((sentence) => {
    const outside = depth === 0 && !/[“”]/.test(sentence)
    depth = Math.max(0, depth + sentence.split('“').length - sentence.split('”').length)
    return outside && sentence !== ''
  })
}

/**
 * The Automated Readability Index, roughly the school year at which a text is easy to read.
 * Smith and Senter, AMRL-TR-66-220 (1967): 4.71 · letters/words + 0.5 · words/sentences − 21.43.
 */
export function readingLevel(texts: readonly Measure[]): number {
  const sum = (of: (m: Measure) => number) => texts.reduce((total, m) => total + of(m), 0)
  const words = sum((m) => m.words)
  return words === 0 ? 0 : (4.71 * sum((m) => m.letters)) / words + (0.5 * words) / sum((m) => m.sentences.length) - 21.43
}
