import { describe, expect, test } from 'vitest'
import { OUTCOMES } from '../format/outcomes'
import { RANGES } from '../score/attempt'
import { endedWith, lowest } from './ended'
import { type Course, CourseSchema, type ItemRecord, dueAt, minutesOf, progressOf, renewAt } from './course'

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
const record = (item: string, over: Partial<ItemRecord> = {}): ItemRecord => ({ item, doneAt: 1, best: null, tries: 1, ...over })

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
  test.each(OUTCOMES)('a scenario whose best attempt is %s is passed only if it held, and only if the course asks for that', (outcome) => {
    const best = { outcome, result: 50 }
    const records = ['whom', 'trip', 'hello'].map((i) => record(i)).concat(record('stranger', { best, tries: 2 }))
    expect(progressOf(course(), records).standing).toBe('complete')
    expect(progressOf(course({ passing: 'mastery' }), records).standing).toBe(outcome === 'held' ? 'complete' : 'not-passed')
  })
  test('ignores a record of an item that the course does not have', () => {
    expect(progressOf(course(), [record('other')])).toMatchObject({ done: 0, of: 4 })
  })
})

describe('the best attempt', () => {
  test('has the highest result, and a result alone says how it ended', () => {
    for (const outcome of OUTCOMES) for (const result of RANGES[outcome]) expect(endedWith(result)).toEqual({ outcome, result })
    for (let result = 0; result <= 100; result++) expect(endedWith(result).result).toBe(result)
  })
  test('of the scenario that went least well is that of the course', () => {
    expect(lowest([endedWith(100), endedWith(55), endedWith(84)])).toBe(55)
    expect(lowest([])).toBeNull()
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
