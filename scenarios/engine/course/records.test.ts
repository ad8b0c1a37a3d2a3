import { describe, expect, test } from 'vitest'
import { RecordFilter, fold, percentOf, percentsOf, shownBy, sumOf, totalsOf, validShare } from './records'

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

test('a share is never said to be more or less than it is: less than one percent, and more than 99, are said so', () => {
  expect([14, 2, 3].map((n) => percentOf(n / 19))).toEqual([74, 11, 16])
  expect([0, 1 / 1197, 11 / 1197, 12 / 1197, 1185 / 1197, 1196 / 1197, 1].map((share) => percentOf(share))).toEqual([
    ...[0, 'under-1', 'under-1', 1],
    ...[99, 'over-99', 100],
  ])
})

test('the parts of a whole add up to 100, whatever they are', () => {
  expect(percentsOf([14, 2, 3])).toEqual([74, 10, 16])
  expect(percentsOf([0, 0])).toEqual([0, 0])
  expect(percentsOf([1, 1195, 1])).toEqual(['under-1', 'over-99', 'under-1'])
  expect(percentsOf([198, 1, 1])).toEqual([99, 'under-1', 'under-1'])
  expect(percentsOf([1161, 12, 5, 8, 6, 5]), '12 of 1,197 are one percent, whatever else there is').toEqual([
    97,
    1,
    ...Array(4).fill('under-1'),
  ])
  for (let a = 0; a < 40; a++)
    for (let b = 0; b < 40; b++)
      for (const c of [0, 1, 7, 400, 1197]) {
        const counts = [a, b, c, a * b]
        const of = a + b + c + a * b
        const shown = percentsOf(counts)
        const small = shown.filter((p) => p === 'under-1').length
        const sum = shown.reduce<number>((all, p) => all + (typeof p === 'number' ? p : p === 'over-99' ? 100 : 0), 0)
        // What is missing to a hundred is what is shown as less than one.
        if (of > 0) expect(sum, `${counts}`).toSatisfy((n: number) => n <= 100 && 100 - n <= small)
        for (const [i, p] of shown.entries()) {
          if (p === 'under-1') expect(counts[i]! / of).toBeLessThan(0.01)
          else if (typeof p === 'number' && of > 0) expect(Math.abs((100 * counts[i]!) / of - p), `${counts}`).toBeLessThanOrEqual(1)
        }
      }
})
