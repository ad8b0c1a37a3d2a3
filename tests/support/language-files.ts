import { type MessageFormatElement, TYPE, parse } from '@formatjs/icu-messageformat-parser'
import compile from 'icu-minify/compile'

/** @returns what could not be shown or would be shown wrong, one line each with the key */
export function problemsOf(english: unknown, other: unknown): string[] {
  const [source, translated] = [messagesIn(english), messagesIn(other)]
  return [
    ...[...source.keys()].filter((key) => !translated.has(key)).map((key) => `${key} is missing`),
    ...[...translated].flatMap(([key, text]) => {
      const original = source.get(key)
      if (original === undefined) return [`${key} is in no other file: en.json has no such key`]
      return problemsIn(original, text).map((problem) => `${key} ${problem}`)
    }),
  ]
}

export const messagesIn = (node: unknown, path: string[] = []): Map<string, string> =>
  typeof node === 'object' && node !== null
    ? new Map(Object.entries(node).flatMap(([name, value]) => [...messagesIn(value, [...path, name])]))
    : new Map([[path.join('.'), String(node)]])

function problemsIn(original: string, text: string): string[] {
  const elements = parsed(text)
  if (typeof elements === 'string') return [`cannot be read: ${elements}`]
  if (text.trim() === '' && original.trim() !== '') return ['is empty']
  const [wanted, found] = [partsOf(parse(original)), partsOf(elements)]
  return [
    ...[...wanted].filter((part) => !found.has(part)).map((part) => `lacks ${part}, which English has`),
    ...[...found].filter((part) => !wanted.has(part)).map((part) => `has ${part}, which English has not`),
  ]
}

/** Parsed as checks and the build do it, or why that fails. */
function parsed(text: string): MessageFormatElement[] | string {
  try {
    compile(text)
    return parse(text)
  } catch (error) {
    return (error as Error).message
  }
}

/** A number may be a plural in one language and not in another, but the answers of a select and the tags belong to the code. */
function partsOf(elements: readonly MessageFormatElement[]): Set<string> {
  return new Set(
    elements.flatMap((e): string[] => {
      switch (e.type) {
        case TYPE.argument:
          return [`{${e.value}}`]
        case TYPE.number:
          return [`the number {${e.value}}`]
        case TYPE.date:
        case TYPE.time:
          return [`the date {${e.value}}`]
        case TYPE.plural:
          return [`the number {${e.value}}`, ...inside(Object.values(e.options).map(({ value }) => value))]
        case TYPE.select:
          return [
            ...Object.keys(e.options).map((option) => `${option} of {${e.value}, select}`),
            ...inside(Object.values(e.options).map(({ value }) => value)),
          ]
        case TYPE.tag:
          return [`<${e.value}>`, ...inside([e.children])]
        default:
          return []
      }
    }),
  )
}
const inside = (groups: MessageFormatElement[][]): string[] => groups.flatMap((group) => [...partsOf(group)])
