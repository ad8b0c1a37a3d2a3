import { describe, expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import type { Competency } from '../format/competencies'
import { type ProfileItem, type Estimate, localQuality, profile, standing } from './profile'

const { items, result } = vectors.profileTwelve
const found = profile(items as ProfileItem[])

test.each(Object.entries(result))('the estimate of %s matches the vectors', (k, expected) => {
  const actual = found[k as Competency]!
  for (const [name, value] of Object.entries(expected)) {
    if (typeof value === 'number') expect(actual[name as keyof Estimate], name).toBeCloseTo(value, 9)
    else expect(actual[name as keyof Estimate]).toBe(value)
  }
})

test('a competency without an item is left out', () => {
  expect(Object.keys(found).sort()).toEqual(['fair', 'report', 'verify'])
})

test.each(vectors.masteryTable)('the verdict after $n perfect items, and with one and two misses', ({ n, perfect, oneMiss, twoMiss }) => {
  const withMisses = (misses: number) => standing(Array.from({ length: n }, (_, i) => ({ q: i < misses ? 0 : 1, w: 1 }))).verdict
  expect([0, 1, 2].map(withMisses)).toEqual([perfect, oneMiss, twoMiss])
})

describe('a verdict', () => {
  const after = (n: number, q: number) => standing(Array.from({ length: n }, () => ({ q, w: 1 }))).verdict
  test('secure needs six items', () => {
    expect(after(5, 1)).toBe('not enough evidence yet')
    expect(after(6, 1)).toBe('secure')
  })
  test('needs-practice needs four items', () => {
    expect(after(3, 0)).toBe('not enough evidence yet')
    expect(after(4, 0)).toBe('needs practice')
  })
})

test('unequal weights count as fewer items', () => {
  const of = (...weights: number[]) => standing(weights.map((w, i) => ({ q: i % 2, w })))
  const [even, uneven] = [of(1, 1, 1, 1), of(1, 1, 5, 5)]
  expect([even.mean, uneven.mean]).toEqual([0.5, 0.5])
  expect(uneven.hi - uneven.lo).toBeGreaterThan(even.hi - even.lo)
})

test.each([0, 1])('the range of items of quality %i ends at that value', (q) => {
  for (let n = 1; n <= 40; n++) {
    const { lo, hi } = standing(Array.from({ length: n }, () => ({ q, w: 1 })))
    expect(q === 0 ? lo : hi, `of ${n}`).toBeCloseTo(q, 12)
    expect(lo < 0 || Object.is(lo, -0) || hi > 1, `of ${n}`).toBe(false)
  }
})

describe('local quality', () => {
  test('runs from the worst option of the decision to its best', () => {
    expect([-2, 0, 2].map((q) => localQuality(q, [-2, 0, 2]))).toEqual([0, 0.5, 1])
  })
  test('is not an item if the options do not differ', () => {
    expect(localQuality(1, [1, 1])).toBeNull()
  })
})
