import type { Sentence } from '../play/play'

/** Words of a paragraph at most, where the author left no blank line. */
export const LONG = 60
const MOST = 3

export const atBlankLines = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * Breaks at the author's blank lines. Without one, it breaks where the author's list goes on with what is always true, and what depends on
 * the path continues a paragraph. If that makes more than three, the shortest neighbours after the first become one.
 */
export function paragraphsOf(sentences: readonly Sentence[], read: (sentences: readonly Sentence[]) => string[]): string[] {
  const broken = atBlankLines(read(sentences).join(' '))
  if (broken.length !== 1) return broken
  const begun: Sentence[][] = []
  for (const sentence of sentences) {
    if (begun.length === 0 || !(sentence.when || sentence.said)) begun.push([])
    begun.at(-1)!.push(sentence)
  }
  const made = begun.map((part) => read(part).join(' ')).filter((text) => text !== '')
  while (made.length > MOST) {
    const lengths = made.slice(2).map((text, i) => made[i + 1]!.length + text.length)
    const at = lengths.indexOf(Math.min(...lengths)) + 1
    made.splice(at, 2, `${made[at]} ${made[at + 1]}`)
  }
  return made
}

/** The same for an ending, most of which may depend on the path: a long one breaks between any two parts of the author's list. */
export function endingParagraphs(sentences: readonly Sentence[], read: (sentences: readonly Sentence[]) => string[]): string[] {
  const parts = read(sentences)
  const whole = atBlankLines(parts.join(' '))
  return whole.length === 1 ? halved(parts) : whole
}
function halved(parts: readonly string[]): string[] {
  const whole = parts.join(' ')
  if (parts.length < 2 || wordsIn(whole) <= LONG) return [whole]
  const uneven = (at: number) => Math.abs(wordsIn(parts.slice(0, at).join(' ')) - wordsIn(parts.slice(at).join(' ')))
  const at = parts
    .map((_, i) => i)
    .slice(1)
    .reduce((best, i) => (uneven(i) < uneven(best) ? i : best))
  return [...halved(parts.slice(0, at)), ...halved(parts.slice(at))]
}
const wordsIn = (text: string): number => text.split(/\s+/).length
