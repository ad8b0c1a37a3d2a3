/** The most reasons of a verdict: more are not read. */
const MOST_REASONS = 6
const LONGEST_LINE = 100

/** A verdict's first sentence says what it was; the reasons follow. A first sentence that is too long counts as a reason. */
export function parted(sentences: readonly string[]): { line: string; reasons: string[] } {
  const [line = '', ...others] = sentences
  const isLine = others.length > 0 && line.length <= LONGEST_LINE
  return { line: isLine ? line : '', reasons: packed(isLine ? others : sentences, MOST_REASONS) }
}

function packed([...sentences]: readonly string[], most: number): string[] {
  while (sentences.length > most) {
    const lengths = sentences.slice(1).map((sentence, i) => sentences[i]!.length + sentence.length)
    const at = lengths.indexOf(Math.min(...lengths))
    sentences.splice(at, 2, `${sentences[at]} ${sentences[at + 1]}`)
  }
  return sentences
}
