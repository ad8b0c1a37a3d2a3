/**
 * Reads any YAML file: every problem becomes a finding with line and column, never an exception. Anchors and aliases are refused (a few
 * lines of them can expand to millions), as are tags and files over 512 kB.
 */
import {
  type Document,
  LineCounter,
  type Node,
  type Scalar,
  type YAMLMap,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  parseDocument,
} from 'yaml'
import type { Finding, Path, Place, Source } from './finding'
import { firstFault } from './yaml-words'

/** The decoder of both browsers and Node; `scenarios/` compiles without the types of either. */
declare const TextDecoder: new (label: 'utf-8') => { decode(bytes: Uint8Array): string }

export const SIZE_LIMIT = 512 * 1024
const DEPTH_LIMIT = 64

export type YamlRule = keyof typeof YAML_RULES
export const YAML_RULES = {
  'file-empty': 'a file is not empty',
  'file-size': 'a file is at most 512 kB',
  'file-utf8': 'a file is UTF-8 without control characters',
  'yaml-syntax': 'a file is YAML 1.2, one document, without tags',
  'yaml-alias': 'a file has no anchors or aliases',
  'yaml-comment': 'no comment cuts off a text',
  'yaml-duplicate-key': 'a key appears once in its map',
  'yaml-depth': `a file is nested at most ${DEPTH_LIMIT} levels deep`,
  'yaml-root': 'a file is a map of keys',
} as const

export type YamlResult = { ok: true; value: unknown; source: Source; locate(path: Path): Place } | { ok: false; findings: Finding[] }

const TOP: Place = { line: 1, column: 1 }

export function readYaml(bytes: Uint8Array | string, file: string): YamlResult {
  const finding = (rule: YamlRule, message: string, place: Place = TOP): Finding => ({
    rule,
    severity: 'error',
    message,
    file,
    ...place,
  })
  const refuse = (...findings: Finding[]): YamlResult => ({ ok: false, findings })

  if (bytes.length > SIZE_LIMIT)
    return refuse(finding('file-size', `the file has ${bytes.length} bytes, over the limit of ${SIZE_LIMIT}: shorten it`))
  const text = typeof bytes === 'string' ? bytes : new TextDecoder('utf-8').decode(bytes)
  const odd = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffd]/.exec(text)
  if (odd) {
    const what = odd[0] === '\ufffd' ? 'not UTF-8 here: save the file as UTF-8' : 'a control character: remove it'
    return refuse(finding('file-utf8', what, placeOf(text, odd.index)))
  }
  if (text.trim() === '') return refuse(finding('file-empty', 'the file is empty: write something, or remove it'))
  if (flowDepth(text) > DEPTH_LIMIT) return refuse(finding('yaml-depth', `nested more than ${DEPTH_LIMIT} levels deep`))

  const lines = new LineCounter()
  let document: Document.Parsed
  try {
    document = parseDocument(text, {
      lineCounter: lines,
      uniqueKeys: false,
      prettyErrors: false,
      schema: 'core',
      merge: false,
      logLevel: 'error',
    })
  } catch (error) {
    // The parser is recursive, so a file that is nested too deeply overflows the stack here.
    if (error instanceof RangeError) return refuse(finding('yaml-depth', `nested more than ${DEPTH_LIMIT} levels deep`))
    throw error
  }
  const at = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const syntax = [...document.errors, ...document.warnings]
  if (syntax.length > 0) {
    const { message, offset } = firstFault(syntax, text)
    return refuse(finding('yaml-syntax', message, at(offset)))
  }
  const structure = [...faults(document.contents)].slice(0, 20)
  if (structure.length > 0) return refuse(...structure.map((f) => finding(f.rule, f.message, at(f.offset))))
  if (!isMap(document.contents)) return refuse(finding('yaml-root', 'the file must be a map of keys, like `id: P01`'))

  const locate = locator(document.contents, at)
  return { ok: true, value: document.toJS({ maxAliasCount: 0 }), source: { file, locate }, locate }
}

function placeOf(text: string, index: number): Place {
  const before = text.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}

/** A rough upper estimate of the nesting of brackets and dashes: the parser takes quadratic time over deep nesting. */
function flowDepth(text: string): number {
  const dashes = text.match(/^[ ]*(?:[-?] +){65,}/m) ? Infinity : 0
  let depth = 0
  let deepest = dashes
  for (const character of text) {
    if (character === '[' || character === '{') deepest = Math.max(deepest, ++depth)
    else if ((character === ']' || character === '}') && depth > 0) depth--
  }
  return deepest
}

interface Fault {
  rule: YamlRule
  message: string
  offset: number
}

function* faults(root: Node | null): Generator<Fault> {
  const stack: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }]
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, depth } = top
    if (isPair(node)) {
      stack.push({ node: node.value, depth }, { node: node.key, depth })
      continue
    }
    const { range, anchor, tag } = (node ?? {}) as { range?: [number, number, number]; anchor?: string; tag?: string }
    const offset = range?.[0] ?? 0
    if (depth > DEPTH_LIMIT) {
      yield { rule: 'yaml-depth', message: `nested more than ${DEPTH_LIMIT} levels deep`, offset }
      return
    }
    if (isAlias(node) || anchor)
      yield {
        rule: 'yaml-alias',
        message: 'anchors and aliases (& and *) are not allowed: write the value out, or put it in quotes',
        offset,
      }
    if (tag && !tag.startsWith('tag:yaml.org,2002:'))
      yield { rule: 'yaml-syntax', message: `the tag ${tag} is not allowed: remove it`, offset }
    if (isScalar(node)) yield* comments(node)
    if (isMap(node)) {
      yield* repeated(node)
      for (const pair of node.items) stack.push({ node: pair, depth: depth + 1 })
    } else if (isSeq(node)) for (const item of node.items) stack.push({ node: item, depth: depth + 1 })
  }
}

/** A comment that cuts off a text: one of several words, or one that a number seems to belong to. */
function* comments({ type, value, comment, range }: Scalar): Generator<Fault> {
  const offset = range?.[0] ?? 0
  const several = / /.test(String(value).trim())
  const numbered = typeof value === 'string' && /^ ?\d/.test(comment ?? '')
  if (type === 'PLAIN' && comment && (several || numbered))
    yield {
      rule: 'yaml-comment',
      message: 'a text without quotes ends at its “#”: put it in quotes, or the comment on a line above',
      offset,
    }
}

function* repeated(map: YAMLMap): Generator<Fault> {
  const seen = new Set<string>()
  for (const { key } of map.items) {
    const offset = (key as Node | null)?.range?.[0] ?? 0
    if (!isScalar(key)) yield { rule: 'yaml-syntax', message: 'a key must be a plain word', offset }
    else if (seen.has(String(key.value)))
      yield {
        rule: 'yaml-duplicate-key',
        message: `the key “${String(key.value)}” appears a second time: remove one`,
        offset,
      }
    else seen.add(String(key.value))
  }
}

function locator(root: Node, at: (offset: number) => Place): (path: Path) => Place {
  const indexes = new WeakMap<YAMLMap, Map<string, { key: Node; value: unknown }>>()
  const indexOf = (map: YAMLMap) => {
    const index =
      indexes.get(map) ??
      new Map(map.items.map((pair) => [isScalar(pair.key) ? String(pair.key.value) : '', { key: pair.key as Node, value: pair.value }]))
    indexes.set(map, index)
    return index
  }
  return (path) => {
    let node: unknown = root
    let offset = root.range?.[0] ?? 0
    for (const step of path) {
      if (isMap(node)) {
        const entry = indexOf(node).get(String(step))
        if (!entry) break
        offset = entry.key.range?.[0] ?? offset
        node = entry.value
      } else if (isSeq(node) && typeof step === 'number' && node.items[step]) {
        node = node.items[step]
        offset = (node as Node).range?.[0] ?? offset
      } else break
    }
    return at(offset)
  }
}
