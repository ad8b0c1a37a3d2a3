/**
 * A course as a YAML file. A printed file reads back as the same course and prints again byte for byte, so in version control a diff
 * shows exactly what changed.
 */
import { Document, Scalar, visit } from 'yaml'
import { type Course, DraftSchema } from '../engine/course/course'
import { fieldsOf } from '../engine/course/items'
import type { Overlay } from '../engine/format/schema'
import { applyOverlay, overlayOf, textsById, untranslated } from '../engine/play/overlay'
import { parseYaml } from '../library/parse'

/** What is wrong with a file, and where: lines and columns from 1. */
export interface Problem {
  line: number
  column: number
  message: string
}
export type ParsedCourse = { ok: true; course: Course } | { ok: false; problems: Problem[] }

/** Accepts a course without items, because one may be exported before it has any. */
export function parseCourse(text: Uint8Array | string): ParsedCourse {
  const parsed = parseYaml(DraftSchema, text, 'course.yaml')
  if (parsed.ok) return { ok: true, course: parsed.value }
  const problems = parsed.findings.map(({ line, column, message }) => ({ line, column, message }))
  return { ok: false, problems: problems.sort((a, b) => a.line - b.line || a.column - b.column) }
}

const KEYS = [
  'title',
  'summary',
  'passing',
  'shares',
  'people',
  'due_days',
  'renew_months',
  'keep_years',
  'tells_manager',
  'items',
] as const satisfies (keyof Course)[]

/** Characters that a file may not contain literally, or that YAML readers take for a line break. */
const ODD = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/
/** Those of them that JSON does not escape. Inside double quotes, an escape is the same text. */
const UNESCAPED = /[\u007f-\u009f\u2028\u2029\ufeff\ufffd]/g

export function printCourse(course: Course): string {
  const items = course.items.map((item) => pick(item, fieldsOf(item)))
  const document = new Document({ ...pick(course, KEYS), items })
  visit(document, {
    Scalar(key, node) {
      if (key !== 'value' || typeof node.value !== 'string') return
      if (ODD.test(node.value)) node.type = Scalar.QUOTE_DOUBLE
      else if (node.value.includes('\n')) node.type = Scalar.BLOCK_LITERAL
    },
    Seq(_, node) {
      for (const item of node.items.slice(1)) (item as { spaceBefore?: boolean }).spaceBefore = true
    },
  })
  return document
    .toString({ lineWidth: 0, doubleQuotedMinMultiLineLength: Infinity })
    .replace(UNESCAPED, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
}

/** The fields that hold texts, with ids such as `summary` and `items.three-things.body`. */
const TEXTS: ReadonlySet<string> = new Set(['title', 'summary', 'body'])

/**
 * A course in the overlay's language, and those of its texts that are not. If the translation breaks a rule for courses, the course stays
 * as it was.
 */
export function translateCourse(course: Course, overlay: Overlay): { course: Course; untranslated: string[] } {
  const translated = DraftSchema.safeParse(applyOverlay(course, overlay, TEXTS))
  return translated.success
    ? { course: translated.data, untranslated: untranslated(course, overlay, TEXTS) }
    : { course, untranslated: [...textsById(course, TEXTS).values()] }
}
export const courseOverlay = (course: Course, locale: string, say: (text: string) => string): Overlay =>
  overlayOf(course, locale, say, TEXTS)

const pick = (value: object, keys: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(keys.flatMap((key) => (key in value ? [[key, value[key as keyof typeof value]]] : [])))
