import shapes from './paper.svg'

/** How wide each drawn word is, in the order of the drawings: `paper.svg` has a `hand-n` for each. */
export const WIDTHS = [39, 38, 42, 41, 35, 34, 52, 35, 45, 33, 52, 37, 52, 28]
/** As many words as the widest sheet has room for. What does not fit on a line is not shown. */
const ROOM = 580

/**
 * Lines that look written, and that nobody can read: words of no language in an order of their own. The same sentence always has the
 * same lines. Decoration: what there is to know is heard and flagged beside it.
 */
export const Scribble = ({ seed, lines }: { seed: string; lines: number }) => (
  <span className="scribble" aria-hidden="true">
    {scribbled(seed, lines).map((words, i) => (
      <span key={`${i} ${words}`} className="scribble-line">
        {words.map((word, j) => (
          <svg key={`${j} ${word}`} viewBox={`0 0 ${WIDTHS[word]} 32`}>
            <use href={`${shapes.src}#hand-${word}`} />
          </svg>
        ))}
      </span>
    ))}
  </span>
)

/** The words of each line, by their numbers. The last line is short. */
export function scribbled(seed: string, lines: number): number[][] {
  let state = 2_166_136_261
  for (const letter of seed) state = Math.imul(state ^ letter.codePointAt(0)!, 16_777_619)
  const next = (below: number): number => {
    state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e37
    return ((state ^ (state >>> 13)) >>> 0) % below
  }
  return Array.from({ length: lines }, (_, line) => {
    const room = lines > 1 && line === lines - 1 ? 90 + next(70) : ROOM
    const words: number[] = []
    for (let taken = 0; taken < room; ) {
      const word = next(WIDTHS.length)
      if (word === words.at(-1)) continue
      words.push(word)
      taken += WIDTHS[word]! + 10
    }
    return words
  })
}
