import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { type Stated, gap, probability } from './confidence'

test('the gap between what was stated and what was so matches the vectors', () => {
  expect(gap(vectors.calibration.items as Stated[])).toBeCloseTo(vectors.calibration.gap, 9)
  expect(gap([{ p: 0.75, o: 1 }])).toBe(-0.25)
})

test('guessing among n options is 1/n, and a judgement has two', () => {
  expect(probability('guessing', 2)).toBe(0.5)
  expect(probability('guessing', 4)).toBe(0.25)
  expect([probability('fairly', 4), probability('certain', 4)]).toEqual([0.75, 0.95])
})
