import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Course, CourseSchema, type ItemRecord, dueAt, minutesOf, progressOf, renewAt } from './course'
import { drawVariants } from './lots'

const course = (over: Record<string, unknown> = {}): Course =>
  CourseSchema.parse({
    title: 'Starting here',
    summary: 'For everybody who starts.',
    items: [
      { id: 'hello', kind: 'page', title: 'Why this matters', body: 'Text.', minutes: 2 },
      { id: 'stranger', kind: 'scenario', scenario: 'P01' },
      { id: 'trip', kind: 'scenario', scenario: 'P02' },
      { id: 'whom', kind: 'acknowledgement', title: 'Whom to tell', body: 'Text.', minutes: 1 },
    ],
    ...over,
  })
const record = (item: string, over: Partial<ItemRecord> = {}): ItemRecord => ({ item, doneAt: 1, passed: null, tries: 1, ...over })
const scenarios = (n: number) =>
  course({ items: Array.from({ length: n }, (_, i) => ({ id: `p${i}`, kind: 'scenario', scenario: `P${String(i).padStart(2, '0')}` })) })

describe('a course', () => {
  test('needs no rules, and by default shares only completion', () => {
    expect(course()).toMatchObject({ passing: 'debrief', shares: 'completion', people: 'names', due_days: null, renew_months: null })
  })
  test.each([
    ['no items', { items: [] }],
    ['two items of one id', { items: [course().items[0], course().items[0]] }],
    ['an item of an unknown kind', { items: [{ id: 'x', kind: 'video' }] }],
    ['something it does not know', { colour: 'red' }],
    ['a title that is empty', { title: '  ' }],
  ])('is refused with %s', (_, over) => {
    expect(CourseSchema.safeParse({ ...course(), ...over }).success).toBe(false)
  })
  test('takes as long as its items', () => {
    expect(minutesOf(course(), () => 8)).toBe(19)
  })
})

describe('variants', () => {
  test('are balanced for every learner, give or take one', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 17 }), (seed, n) => {
        const drawn = Object.values(drawVariants(scenarios(n), seed))
        const hostile = drawn.filter((x) => x === 'hostile').length
        expect(drawn).toHaveLength(n)
        expect(Math.abs(2 * hostile - n)).toBeLessThanOrEqual(1)
      }),
    )
  })
  test('cannot be guessed from the place of an item in the course', () => {
    const all = Array.from({ length: 2000 }, (_, seed) => Object.values(drawVariants(scenarios(4), seed)))
    for (let place = 0; place < 4; place++) {
      const share = all.filter((drawn) => drawn[place] === 'hostile').length / all.length
      expect(share).toBeGreaterThan(0.45)
      expect(share).toBeLessThan(0.55)
    }
  })
  test('are the same for the same seed', () => {
    expect(drawVariants(course(), 7)).toEqual(drawVariants(course(), 7))
  })
})

describe('progress', () => {
  test('begins with the first item', () => {
    expect(progressOf(course(), [])).toMatchObject({ standing: 'not-started', done: 0, of: 4, next: { id: 'hello' } })
  })
  test('counts an item that was started as under way', () => {
    expect(progressOf(course(), [record('hello', { doneAt: null })])).toMatchObject({
      standing: 'under-way',
      done: 0,
      next: { id: 'hello' },
    })
  })
  test('is complete once every item is done, in any order', () => {
    const records = ['whom', 'trip', 'stranger', 'hello'].map((i) => record(i))
    expect(progressOf(course(), records)).toEqual({ standing: 'complete', done: 4, of: 4, next: null })
  })
  test('a missed mastery counts as not passed only if the course asks for mastery', () => {
    const records = ['whom', 'trip', 'hello'].map((i) => record(i)).concat(record('stranger', { passed: false, tries: 2 }))
    expect(progressOf(course(), records).standing).toBe('complete')
    expect(progressOf(course({ passing: 'mastery' }), records).standing).toBe('not-passed')
  })
  test('ignores a record of an item that the course does not have', () => {
    expect(progressOf(course(), [record('other')])).toMatchObject({ done: 0, of: 4 })
  })
})

describe('dates', () => {
  const day = (text: string) => Date.parse(text)
  test('are due some days after enrolment, or on the cohort’s day', () => {
    expect(dueAt(course({ due_days: 30 }), day('2026-01-01'), null)).toBe(day('2026-01-31'))
    expect(dueAt(course({ due_days: 30 }), day('2026-01-01'), day('2026-02-05'))).toBe(day('2026-02-05'))
    expect(dueAt(course(), day('2026-01-01'), null)).toBeNull()
  })
  test('are renewed by the calendar', () => {
    expect(renewAt(course({ renew_months: 12 }), day('2028-02-29'))).toBe(day('2029-02-28'))
    expect(renewAt(course({ renew_months: 1 }), day('2026-01-31'))).toBe(day('2026-02-28'))
    expect(renewAt(course({ renew_months: 24 }), day('2026-11-25'))).toBe(day('2028-11-25'))
    expect(renewAt(course(), day('2026-11-25'))).toBeNull()
  })
})
