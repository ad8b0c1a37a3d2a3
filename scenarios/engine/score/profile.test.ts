import { describe, expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import type { Competency } from '../format/competencies'
import { type ProfileItem, type Estimate, localQuality, profile, standing } from './profile'

const { items, result } = vectors.profileTwelve
const found = profile(items as ProfileItem[])

test.each(Object.entries(result))('the standing in %s matches the vectors', (k, expected) => {
  const actual = found[k as Competency]!
  for (const [name, value] of Object.entries(expected)) {
    if (typeof value === 'number') expect(actual[name as keyof Estimate], name).toBeCloseTo(value, 9)
    else expect(actual[name as keyof Estimate]).toBe(value)
  }
})

test('a competency without an item is left out', () => {
  expect(Object.keys(found).sort()).toEqual(['fair', 'report', 'verify'])
})

test.each(vectors.masteryTable)('P(θ ≥ .75) after $n perfect items, and with one and two misses', ({ n, perfect, oneMiss, twoMiss }) => {
  const withMisses = (misses: number) => standing(Array.from({ length: n }, (_, i) => ({ q: i < misses ? 0 : 1, w: 1 }))).pAboveTarget
  expect(withMisses(0)).toBeCloseTo(perfect, 6)
  expect(withMisses(1)).toBeCloseTo(oneMiss, 6)
  expect(withMisses(2)).toBeCloseTo(twoMiss, 6)
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
  expect(
    standing([
      { q: 1, w: 1 },
      { q: 1, w: 1 },
    ]).nEff,
  ).toBe(2)
  const { nEff, Q } = standing([
    { q: 1, w: 3 },
    { q: 0, w: 1 },
  ])
  expect(nEff).toBeCloseTo(16 / 10, 9)
  expect(Q).toBeCloseTo(0.75, 9)
})

describe('local quality', () => {
  test('runs from the worst option of the decision to its best', () => {
    expect([-2, 0, 2].map((q) => localQuality(q, [-2, 0, 2]))).toEqual([0, 0.5, 1])
  })
  test('is not an item if the options do not differ', () => {
    expect(localQuality(1, [1, 1])).toBeNull()
  })
})
