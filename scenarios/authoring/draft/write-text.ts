/** Changes one text of a scenario's file and keeps every other byte: comments, order and the quotes of everything else. */
import { type Node, type Scalar, isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { TEXT_FIELDS } from '../../engine/format/fields'
import { SIDES } from '../../engine/format/fields'
import { pathText } from './draft'

export interface WrittenText {
  path: string
  text: string
  /** Of its first letter, from 1. */
  line: number
}

interface TextNode {
  path: string
  node: Scalar
  /** Within braces or brackets, where commas end a text. */
  inFlow: boolean
}

/** The texts that may be edited in place. Ids, guards, numbers and words of the format are none. Empty if the file is not YAML. */
export function textsOf(source: string): WrittenText[] {
  const starts = lineStarts(source)
  return textNodes(source).map(({ path, node }) => ({ path, text: String(node.value).trim(), line: lineAt(starts, node.range![0]) }))
}

/** @throws an Error that says what to do, if there is no text at the path or the text is empty */
export function writeText(source: string, path: string, value: string): string {
  const text = value.trim()
  if (text === '') throw new Error('A text may not be empty: write something.')
  if (/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/.test(text)) throw new Error('The text has a control character: type it again.')
  const found = textNodes(source).find((each) => each.path === path)
  if (!found) throw new Error(`The file has no text at ${path}: it may have changed. Load it again.`)
  if (String(found.node.value).trim() === text) return source
  const [from, to] = found.node.range!
  return source.slice(0, from) + written(text, found, source.slice(from, to)) + source.slice(to)
}

function written(text: string, { node, inFlow }: TextNode, before: string): string {
  if (node.type === 'PLAIN' && isPlain(text, inFlow)) return text
  if (node.type === 'QUOTE_SINGLE' && !text.includes('\n')) return `'${text.replaceAll("'", "''")}'`
  if (node.type !== 'BLOCK_FOLDED' && node.type !== 'BLOCK_LITERAL') return quoted(text)
  const comment = /^[^\s#]*([ \t]+#[^\n]*)/.exec(before)?.[1] ?? ''
  return `${quoted(text)}${comment}${before.endsWith('\n') ? '\n' : ''}`
}
/** JSON’s strings are YAML’s, and a line break stays one. */
const quoted = (text: string): string => JSON.stringify(text)
/** Certainly read as written; anything else gets quotes. */
const isPlain = (text: string, inFlow: boolean): boolean =>
  /^[\p{L}“‘(][^\n\t]*$/u.test(text) &&
  !/: |:$| #|^(true|false|null|yes|no|on|off|nan)$/iu.test(text) &&
  !(inFlow && /[,[\]{}]|:["']/.test(text))

function textNodes(source: string): TextNode[] {
  const document = parseDocument(source, { schema: 'core', uniqueKeys: false, logLevel: 'silent' })
  if (document.errors.length > 0) return []
  const found: TextNode[] = []
  const visit = (node: unknown, path: (string | number)[], field: string, inFlow: boolean): void => {
    const flow = inFlow || Boolean((node as { flow?: boolean } | null)?.flow)
    if (isMap(node))
      for (const { key, value } of node.items) {
        const name = String(isScalar(key) ? key.value : '')
        if (!WORDLESS.has(name) || isScalar(value)) visit(value, [...path, name], SIDES.has(name) ? field : name, flow)
      }
    else if (isSeq(node)) for (const [i, item] of node.items.entries()) visit(item, [...path, i], field, flow)
    else if (isText(node, field, path)) found.push({ path: pathText(path), node, inFlow })
  }
  visit(document.contents as Node | null, [], '', false)
  return found
}
/** Nothing below these is a text, though a guard has the name of the text that says when a moment is. */
const WORDLESS: ReadonlySet<string> = new Set(['when', 'claims', 'rubric', 'sets', 'cites', 'harm', 'values', 'review'])
const isText = (node: unknown, field: string, path: readonly (string | number)[]): node is Scalar =>
  isScalar(node) && typeof node.value === 'string' && Boolean(node.range) && TEXT_FIELDS.has(field) && path.length > 0

function lineStarts(source: string): number[] {
  const starts = [0]
  for (let at = source.indexOf('\n'); at >= 0; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (starts[middle]! <= offset) low = middle
    else high = middle
  }
  return low + 1
}
