/**
 * The markup of course texts, a small part of Markdown: paragraphs separated by an empty line, `## ` before a heading, `- ` before each
 * line of a list, `**bold**`, `[a link](https://…)`, a picture of the course in its own line, `![what it shows](image:ID)`, and sources
 * in brackets after the sentence they support: `Tell your officer the same day. [G-04]`
 */
export type Span = { kind: 'text'; text: string } | { kind: 'bold'; text: string } | { kind: 'link'; text: string; href: string }
export interface CitedText {
  text: string
  spans: Span[]
  cites: string[]
}
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'paragraph'; parts: CitedText[] }
  | { kind: 'list'; items: CitedText[][] }
  | { kind: 'image'; id: string; alt: string }

const CITES = /(?<!\s)\s*\[((?:[A-Z]-\d\d)(?:,\s*[A-Z]-\d\d)*)\](?!\()/g
const SPANS = /\*\*([^*]+)\*\*|\[([^\][]+)\]\((?=https:\/\/[^\s()<>]|mailto:[^\s()<>])([^\s()<>]+)\)/g
const IMAGE = /^!\[([^\][]*)\]\(image:([\w-]+)\)$/

function parts(text: string): CitedText[] {
  const made: CitedText[] = []
  let from = 0
  for (const found of text.matchAll(CITES)) {
    made.push(part(text.slice(from, found.index), found[1]!.split(/,\s*/)))
    from = found.index + found[0].length
  }
  const rest = text.slice(from)
  return rest.trim() === '' ? made : [...made, part(rest, [])]
}

function part(text: string, cites: string[]): CitedText {
  const spans: Span[] = []
  let from = 0
  const plain = (to: number) => {
    if (to > from) spans.push({ kind: 'text', text: text.slice(from, to) })
  }
  for (const found of text.matchAll(SPANS)) {
    plain(found.index)
    const [whole, bold, link, href] = found
    spans.push(bold === undefined ? { kind: 'link', text: link!, href: href! } : { kind: 'bold', text: bold })
    from = found.index + whole.length
  }
  plain(text.length)
  return { text: spans.map((span) => span.text).join(''), spans, cites }
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
      const [, alt, id] = lines.length === 1 ? (IMAGE.exec(first!) ?? []) : []
      if (id && alt?.trim()) return [{ kind: 'image', id, alt: alt.trim() }]
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

/** A reference in a text, or something that would be one if it were written correctly. Lines count from 1. */
export interface Reference {
  kind: 'source' | 'image' | 'link'
  id: string
  line: number
}
export function referencesIn(body: string): { named: Reference[]; faulty: Reference[] } {
  const [named, faulty]: [Reference[], Reference[]] = [[], []]
  for (const [i, raw] of body.replace(/\r\n?/g, '\n').split('\n').entries()) {
    const [text, line] = [raw.trim(), i + 1]
    for (const found of text.matchAll(CITES)) for (const id of found[1]!.split(/,\s*/)) named.push({ kind: 'source', id, line })
    const [, alt, image] = IMAGE.exec(text) ?? []
    if (image && alt?.trim()) named.push({ kind: 'image', id: image, line })
    else if (/!\[[^\][]*\]\(/.test(text)) faulty.push({ kind: 'image', id: text.slice(0, 80), line })
    else
      for (const found of text.replace(SPANS, '').matchAll(/\[[^\][]*\]\([^()]*\)?/g))
        faulty.push({ kind: 'link', id: found[0].slice(0, 80), line })
  }
  return { named, faulty }
}

const texts = (block: Block): CitedText[] => (block.kind === 'paragraph' ? block.parts : block.kind === 'list' ? block.items.flat() : [])

export const citesOf = (body: string): string[] => [
  ...new Set(
    blocksOf(body)
      .flatMap(texts)
      .flatMap(({ cites }) => cites),
  ),
]
