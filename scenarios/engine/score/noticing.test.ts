import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { noticing } from './noticing'

test.each(vectors.sdt)('signal detection of somebody $persona', (expected) => {
  const actual = noticing(expected)
  for (const name of ['hAdj', 'fAdj', 'dprime', 'c', 'seDprime', 'seC', 'accuracy'] as const) {
    expect(actual[name], name).toBeCloseTo(expected[name], 9)
  }
})

test('c is below 0 for the over-suspicious and above 0 for the trusting', () => {
  expect(noticing({ H: 8, S: 8, F: 8, N: 8 }).c).toBeLessThan(0)
  expect(noticing({ H: 0, S: 8, F: 0, N: 8 }).c).toBeGreaterThan(0)
})

test('the intervals of the rates contain the rates and narrow with more trials', () => {
  const [few, many] = [noticing({ H: 6, S: 8, F: 2, N: 8 }), noticing({ H: 60, S: 80, F: 20, N: 80 })]
  for (const {
    hitRate: [lo, hi],
    falseAlarmRate: [from, to],
  } of [few, many]) {
    expect(lo).toBeLessThan(0.75)
    expect(hi).toBeGreaterThan(0.75)
    expect(from).toBeLessThan(0.25)
    expect(to).toBeGreaterThan(0.25)
  }
  expect(many.hitRate[1] - many.hitRate[0]).toBeLessThan(few.hitRate[1] - few.hitRate[0])
})

test('d′ and c are given from eight trials of each kind', () => {
  expect(noticing({ H: 8, S: 8, F: 0, N: 8 }).shown).toBe(true)
  expect(noticing({ H: 7, S: 7, F: 0, N: 80 }).shown).toBe(false)
  expect(noticing({ H: 8, S: 80, F: 0, N: 7 }).shown).toBe(false)
})

test('a genuine scenario alone has no sign to miss, and says nothing about sensitivity', () => {
  const { dprime, seDprime, shown } = noticing({ H: 0, S: 0, F: 1, N: 20 })
  expect(Number.isFinite(dprime)).toBe(true)
  expect(seDprime).toBe(Infinity)
  expect(shown).toBe(false)
})
