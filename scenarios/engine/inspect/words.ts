/** Words, sentences and how hard they are to read. Arguments count as one word. */

const filled = (text: string): string => {
  let plain = text
  for (let before = ''; before !== plain; ) {
    before = plain
    plain = plain.replace(/\{[^{}]*\}/g, 'Name')
  }
  return plain
}

export const wordsOf = (text: string): string[] => filled(text).match(/[\p{L}\p{N}]+(?:[-’'.,:][\p{L}\p{N}]+)*/gu) ?? []

export const sentencesOf = (text: string): string[] => filled(text).split(/(?<=[.!?…][”’)]*)\s+/u).filter((s) => wordsOf(s).length > 0)

/**
 * The Automated Readability Index: about the school year at which a text is read with ease.
 * Smith and Senter, AMRL-TR-66-220 (1967): 4.71 · letters/words + 0.5 · words/sentences − 21.43.
 */
export function readingLevel(texts: readonly string[]): number {
  const words = texts.flatMap(wordsOf)
  const sentences = texts.flatMap(sentencesOf)
  if (words.length === 0) return 0
  const letters = words.reduce((sum, word) => sum + word.replace(/[^\p{L}\p{N}]/gu, '').length, 0)
  return (4.71 * letters) / words.length + (0.5 * words.length) / sentences.length - 21.43
}
