import type { Sentence } from '../play/play'

/** Words from which an ending without blank lines is broken into paragraphs, too. */
export const LONG = 60
const MOST = 3

export const atBlankLines = (text: string): string[] =>
  text
    .split(/\n\s*\n/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/**
 * Breaks at the author's blank lines. Without one, a text of more than `short` words breaks where the author's list goes on with what is
 * always true, and what depends on the path continues a paragraph. If that makes more than three, the shortest neighbours after the
 * first become one.
 */
export function paragraphsOf(sentences: readonly Sentence[], read: (sentences: readonly Sentence[]) => string[], short = 0): string[] {
  const broken = atBlankLines(read(sentences).join(' '))
  if (broken.length !== 1 || broken[0]!.split(/\s+/).length <= short) return broken
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
