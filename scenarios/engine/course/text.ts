/**
 * The markup of course texts: paragraphs separated by an empty line, `## ` before a heading, `- ` before each line of a list,
 * and sources in brackets after the sentence they support: `Tell your officer the same day. [G-04]`
 */
export interface Cited {
  text: string
  cites: string[]
}
export type Block = { kind: 'heading'; text: string } | { kind: 'paragraph'; parts: Cited[] } | { kind: 'list'; items: Cited[][] }

const CITES = /\s*\[((?:[A-Z]-\d\d)(?:,\s*[A-Z]-\d\d)*)\]/g

/** A text in parts, each with the sources that follow it. */
function parts(text: string): Cited[] {
  const made: Cited[] = []
  let from = 0
  for (const found of text.matchAll(CITES)) {
    made.push({ text: text.slice(from, found.index), cites: found[1]!.split(/,\s*/) })
    from = found.index + found[0].length
  }
  const rest = text.slice(from)
  return rest.trim() === '' ? made : [...made, { text: rest, cites: [] }]
}

/** Lines of one block belong together, as in a letter. A heading is a single line; a list ends with its last `- `. */
export function blocksOf(body: string): Block[] {
  return body
    .replace(/\r\n?/g, '\n')
    .split(/\n\s*\n/)
    .map((text) => text.trim())
    .filter(Boolean)
    .flatMap((text): Block[] => {
      const [first, ...rest] = text.split('\n').map((line) => line.trim())
      if (first!.startsWith('## '))
        return [{ kind: 'heading', text: first!.slice(3).trim() }, ...(rest.length > 0 ? blocksOf(rest.join('\n')) : [])]
      const lines = [first!, ...rest]
      const at = lines.findIndex((line) => line.startsWith('- '))
      if (at < 0) return [{ kind: 'paragraph', parts: parts(lines.join(' ')) }]
      const items: string[] = []
      for (const line of lines.slice(at)) {
        if (line.startsWith('- ')) items.push(line.slice(2).trim())
        else items[items.length - 1] += ` ${line}`
      }
      const before = lines.slice(0, at).join(' ')
      return [...(before ? [{ kind: 'paragraph' as const, parts: parts(before) }] : []), { kind: 'list', items: items.map(parts) }]
    })
}

/** Every source that a text cites, with its line, from 1. */
export const citedAt = (body: string): { id: string; line: number }[] =>
  body
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .flatMap((text, i) => [...text.matchAll(CITES)].flatMap((found) => found[1]!.split(/,\s*/).map((id) => ({ id, line: i + 1 }))))

const texts = (block: Block): Cited[] => (block.kind === 'heading' ? [] : block.kind === 'paragraph' ? block.parts : block.items.flat())

/** The sources a text cites, in order of first use. */
export const citesOf = (body: string): string[] => [
  ...new Set(
    blocksOf(body)
      .flatMap(texts)
      .flatMap(({ cites }) => cites),
  ),
]
