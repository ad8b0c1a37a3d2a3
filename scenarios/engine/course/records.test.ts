import { describe, expect, test } from 'vitest'
import { RecordFilter, fold, percentOf, shownBy, sumOf, totalsOf, validShare } from './records'

const COUNTS = [
  { cohort: 'a', state: 'not-started', overdue: true, count: 2 },
  { cohort: 'a', state: 'not-started', overdue: false, count: 3 },
  { cohort: 'a', state: 'complete', overdue: false, count: 4 },
  { cohort: 'b', state: 'expiring', overdue: false, count: 1 },
  { cohort: 'b', state: 'expired', overdue: false, count: 1 },
  { cohort: 'b', state: 'exempt', overdue: false, count: 5 },
  { cohort: 'b', state: 'left', overdue: false, count: 7 },
] as const

describe('totals', () => {
  const totals = totalsOf(COUNTS)
  const all = sumOf(totals.values())
  test('count people, and separately those who left', () => {
    expect(totals.get('a')).toMatchObject({ people: 9, overdue: 2 })
    expect(totals.get('b')).toMatchObject({ people: 7, overdue: 0 })
    expect(all).toMatchObject({ people: 16, overdue: 2, states: { 'not-started': 5, complete: 4, exempt: 5, left: 7, invited: 0 } })
  })
  test('say how many lines a filter shows', () => {
    expect([undefined, 'overdue', 'left', 'invited'].map((s) => shownBy(all, s as 'left' | undefined))).toEqual([16, 2, 7, 0])
  })
  test('count complete and expiring as valid, out of those who are not exempt', () => {
    expect(validShare(all)).toBeCloseTo(5 / 11)
    expect(validShare(sumOf([]))).toBeNull()
  })
})

describe('a filter', () => {
  test('ignores what it cannot read', () => {
    expect(RecordFilter.parse({ state: 'lapsed', sort: 'score', order: 'sideways', page: '-1', q: ['a', 'b'] })).toEqual({
      sort: 'name',
      order: 'up',
      page: 1,
    })
  })
  test('finds words whatever their case and accents', () => {
    expect(fold('Žana LINDQVIST Ørsted')).toBe('zana lindqvist ørsted')
  })
})

test('shares are rounded to the nearest percent, but never up to everybody or down to nobody', () => {
  expect([14, 2, 3].map((n) => percentOf(n / 19))).toEqual([74, 11, 16])
  expect([0, 1 / 3000, 2999 / 3000, 1].map(percentOf)).toEqual([0, 1, 99, 100])
})
