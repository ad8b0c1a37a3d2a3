import { describe, expect, test } from 'vitest'
import { RecordFilter, type RecordRow, filterRecords, sortRecords, totalsOf } from './records'

const row = (who: string, more: Partial<RecordRow> = {}): RecordRow => ({
  handle: 'h',
  enrolment: who,
  who,
  email: `${who.split(' ')[0]!.toLowerCase()}@example.org`,
  code: 'AAAA-BBBB',
  coded: false,
  cohort: 'one',
  version: 1,
  enrolledAt: 0,
  dueAt: null,
  completedAt: null,
  renewAt: null,
  endedAt: null,
  remindedAt: null,
  done: 0,
  standing: 'not-started',
  ...more,
})
const NOW = 1000
const filtered = (rows: RecordRow[], asked: Record<string, string>) => filterRecords(rows, RecordFilter.parse(asked), NOW).map((r) => r.who)
const sorted = (rows: RecordRow[], asked: Record<string, string>) =>
  sortRecords(
    [...rows],
    RecordFilter.parse(asked),
    new Map([
      ['one', 'Zagreb'],
      ['two', 'Athens'],
    ]),
    'en',
  ).map((r) => r.who)

describe('a query that cannot be read', () => {
  test('gives the defaults', () => {
    expect(
      RecordFilter.parse({ page: '-3', sort: 'password', standing: 'x', order: 'sideways', ended: 'yes', q: 'a'.repeat(500) }),
    ).toEqual({ page: 1, sort: 'who', order: 'up' })
    expect(RecordFilter.parse({ cohort: ['a', 'b'] as unknown as string })).toMatchObject({ page: 1 })
  })
})

describe('the filter', () => {
  const rows = [
    row('Žana Ó'),
    row('Sam', { cohort: 'two', standing: 'complete', completedAt: 5, dueAt: 900 }),
    row('Eva', { dueAt: 900, standing: 'under-way' }),
    row('Gone', { endedAt: 3, dueAt: 900 }),
  ]
  test('finds by name with and without accents, by e-mail and by code', () => {
    expect(filtered(rows, { q: 'zana o' })).toEqual(['Žana Ó'])
    expect(filtered(rows, { q: 'SAM@ex' })).toEqual(['Sam'])
    expect(filtered(rows, { q: 'aaaa-b' })).toHaveLength(3)
  })
  test('overdue means neither complete nor ended', () => expect(filtered(rows, { standing: 'overdue' })).toEqual(['Eva']))
  test('shows leavers only when asked for', () => {
    expect(filtered(rows, {})).not.toContain('Gone')
    expect(filtered(rows, { ended: '1' })).toEqual(['Gone'])
  })
  test('cohort and standing', () => {
    expect(filtered(rows, { cohort: 'two' })).toEqual(['Sam'])
    expect(filtered(rows, { standing: 'not-started' })).toEqual(['Žana Ó'])
  })
})

describe('the order', () => {
  const rows = [
    row('Zoe', { dueAt: 5 }),
    row('Åsa', { dueAt: null, cohort: 'two' }),
    row('Bob', { dueAt: 9, done: 4 }),
    row('ana', { dueAt: 1 }),
  ]
  test('ignores case and accents', () => expect(sorted(rows, {})).toEqual(['ana', 'Åsa', 'Bob', 'Zoe']))
  test('puts missing values last in both directions', () => {
    expect(sorted(rows, { sort: 'due' })).toEqual(['ana', 'Zoe', 'Bob', 'Åsa'])
    expect(sorted(rows, { sort: 'due', order: 'down' })).toEqual(['Bob', 'Zoe', 'ana', 'Åsa'])
  })
  test('sorts cohorts by name', () => expect(sorted(rows, { sort: 'cohort' })[0]).toBe('Åsa'))
  test('sorts by how many items are done', () => expect(sorted(rows, { sort: 'done', order: 'down' })[0]).toBe('Bob'))
})

test('totals count leavers separately', () => {
  const totals = totalsOf(
    [
      row('a', { dueAt: 1 }),
      row('b', { standing: 'complete', completedAt: 1 }),
      row('c', { endedAt: 1, dueAt: 1 }),
      row('d', { cohort: 'two' }),
    ],
    NOW,
  )
  expect(totals.get('one')).toEqual({
    cohort: 'one',
    enrolled: 2,
    overdue: 1,
    ended: 1,
    standings: { 'not-started': 1, 'under-way': 0, complete: 1, 'not-passed': 0 },
  })
  expect(totals.get('two')!.enrolled).toBe(1)
})
