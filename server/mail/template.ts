import 'server-only'
import { addressIn } from './addresses'
import { type LetterKind, type Placeholder, kindOf } from './kinds'

/** Paragraphs with placeholders in braces. Nothing else has a meaning, and the only address is that of `{link}`. */
export interface Template {
  subject: string
  body: string
}
export const MOST = { subject: 150, body: 5000 } as const

export type Part = string | { placeholder: Placeholder }
/** What is wrong, and where. `line` counts from 1. */
export type Problem = { field: 'subject' | 'body'; line: number; found: string } & {
  reason: 'unknown' | 'open' | 'stray' | 'alone' | 'address' | 'missing' | 'empty' | 'long'
}
export interface ParsedTemplate {
  subject: Part[]
  lines: Part[][]
}

/** These need a line of their own. */
const BLOCKS: readonly Placeholder[] = ['details']
const ALWAYS: readonly Placeholder[] = ['greeting', 'organisation']
export const offered = (kind: LetterKind, field: keyof Template): Placeholder[] => {
  const all: Placeholder[] = [...ALWAYS, ...kindOf(kind).offers]
  return field === 'body' ? all : all.filter((one) => one === 'organisation' || one === 'course')
}

export function parseTemplate(kind: LetterKind, { subject, body }: Template): { parsed: ParsedTemplate; problems: Problem[] } {
  const problems: Problem[] = []
  const read = (field: keyof Template, text: string, line: number) => {
    const { parts, problem } = readLine(text, offered(kind, field))
    if (problem) problems.push({ field, line, ...problem })
    return parts
  }
  const parsed = { subject: read('subject', subject, 1), lines: body.split('\n').map((line, i) => read('body', line.trimEnd(), i + 1)) }
  for (const field of ['subject', 'body'] as const) {
    const text = field === 'subject' ? subject : body
    if (text.trim() === '') problems.push({ field, line: 1, found: '', reason: 'empty' })
    if (text.length > MOST[field]) problems.push({ field, line: 1, found: String(MOST[field]), reason: 'long' })
  }
  const used = new Set(parsed.lines.flat().map((part) => (typeof part === 'string' ? '' : part.placeholder)))
  for (const found of kindOf(kind).needs)
    if (!used.has(found)) problems.push({ field: 'body', line: body.split('\n').length, found: `{${found}}`, reason: 'missing' })
  return { parsed, problems }
}

function readLine(text: string, offers: readonly Placeholder[]): { parts: Part[]; problem: Pick<Problem, 'found' | 'reason'> | null } {
  const parts: Part[] = []
  let problem: Pick<Problem, 'found' | 'reason'> | null = null
  for (const [piece] of text.matchAll(/\{[^{}]*\}?|\}|[^{}]+/g)) {
    const name = /^\{\s*(\w+)\s*\}$/.exec(piece)?.[1]
    const placeholder = offers.find((one) => one === name)
    if (placeholder) parts.push({ placeholder })
    else {
      parts.push(piece)
      if (piece.startsWith('{')) problem ??= { found: piece.slice(0, 40), reason: piece.endsWith('}') ? 'unknown' : 'open' }
      if (piece === '}') problem ??= { found: text.slice(0, 40), reason: 'stray' }
    }
  }
  const address = parts.map((part) => (typeof part === 'string' ? addressIn(part) : null)).find((found) => found !== null)
  if (address) problem ??= { found: address.slice(0, 40), reason: 'address' }
  const block = parts.find((part) => typeof part !== 'string' && BLOCKS.includes(part.placeholder))
  if (block && (parts.length > 1 || text.startsWith(' '))) problem ??= { found: text.trim().slice(0, 40), reason: 'alone' }
  return { parts, problem }
}
