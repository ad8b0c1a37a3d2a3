import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Course, DraftSchema } from '../engine/course/course'
import { parseCourse, printCourse } from './format'

const TRICKY = [
  '- a',
  '# b',
  'a: b',
  'null',
  'true',
  '1',
  "it's",
  '"',
  '|',
  '> x',
  '  x',
  'x  ',
  '\t',
  '\r\n',
  '\n\n',
  '\n',
  '---',
  '...',
  '%',
  '&a',
  '*a',
  '!x',
  'é',
  '日本',
  '🙂',
  '\u0007',
  '\u0085',
  '\u2028',
  '\ufffd',
  '\u007f',
  '{',
  '[',
  ',',
  ' #',
  'x'.repeat(200),
]
const text = (max: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 60 }),
      fc
        .array(fc.oneof(fc.constantFrom(...TRICKY), fc.string({ unit: 'binary', maxLength: 8 })), { maxLength: 12 })
        .map((parts) => parts.join('')),
    )
    .map((s) => s.slice(0, max).trim())
    .filter((s) => s.length > 0)
const minutes = fc.integer({ min: 1, max: 120 })
const item = fc.oneof(
  fc.record({ kind: fc.constant('scenario' as const), scenario: fc.constantFrom('P01', 'T02', 'Z99') }),
  fc.record({ kind: fc.constantFrom('page' as const, 'acknowledgement' as const), title: text(160), body: text(12_000), minutes }),
)
const ids = ['true', 'null', 'y', 'no', 'a', 'b-1', 'e1', 'item-2']
const courses: fc.Arbitrary<Course> = fc
  .record({
    title: text(160),
    summary: text(600),
    passing: fc.constantFrom('debrief', 'mastery'),
    shares: fc.constantFrom('completion', 'results'),
    people: fc.constantFrom('names', 'codes'),
    due_days: fc.option(fc.integer({ min: 1, max: 730 })),
    renew_months: fc.option(fc.integer({ min: 1, max: 60 })),
    items: fc.array(item, { maxLength: 8 }).map((items) => items.map((i, n) => ({ id: ids[n]!, ...i }))),
  })
  .map((course) => DraftSchema.parse(course))

test('a printed file reads back as the same course, and prints again byte for byte', () => {
  fc.assert(
    fc.property(courses, (course) => {
      const printed = printCourse(course)
      expect(parseCourse(printed)).toEqual({ ok: true, course })
      const again = parseCourse(new TextEncoder().encode(printed))
      expect(again.ok && printCourse(again.course)).toBe(printed)
    }),
    { numRuns: 400 },
  )
})

test('a file looks as if written by hand', () => {
  const course: Course = {
    title: 'First week: what to look for',
    summary: 'Ten minutes.',
    passing: 'debrief',
    shares: 'completion',
    people: 'names',
    due_days: 14,
    renew_months: null,
    items: [
      { id: 'read', kind: 'page', title: 'Why', body: 'One.\n\n- a\n- b', minutes: 2 },
      { id: 'play', kind: 'scenario', scenario: 'P01' },
    ],
  }
  expect(printCourse(course)).toBe(`title: "First week: what to look for"
summary: Ten minutes.
passing: debrief
shares: completion
people: names
due_days: 14
renew_months: null
items:
  - id: read
    kind: page
    title: Why
    minutes: 2
    body: |-
      One.

      - a
      - b

  - id: play
    kind: scenario
    scenario: P01
`)
})

describe('a file with a mistake', () => {
  const GOOD = 'title: A\nsummary: B\nitems:\n  - id: a\n    kind: page\n    title: C\n    body: D\n    minutes: 3\n'
  test('is reported with line and column', () => {
    expect(parseCourse(GOOD).ok).toBe(true)
    expect(parseCourse(GOOD.replace('minutes: 3', 'minutes: long'))).toEqual({
      ok: false,
      problems: [{ line: 8, column: 5, message: expect.stringContaining('“minutes”') }],
    })
    expect(parseCourse(GOOD.replace('kind: page', 'kind: film'))).toMatchObject({ ok: false, problems: [{ line: 5 }] })
    expect(parseCourse(GOOD.replace('title: A', 'titel: A'))).toMatchObject({
      ok: false,
      problems: expect.arrayContaining([{ line: 1, column: 1, message: expect.stringContaining('did you mean “title”') }]),
    })
    expect(parseCourse('a: b: c')).toMatchObject({ ok: false, problems: [{ line: 1 }] })
    expect(parseCourse('')).toMatchObject({ ok: false, problems: [{ line: 1, column: 1 }] })
  })
  test('never throws, whatever it contains', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.uint8Array()), (bytes) => {
        parseCourse(bytes)
      }),
    )
  })
})
