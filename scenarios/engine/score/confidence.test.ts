import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { type Stated, gap } from './confidence'

test('the gap between statements and outcomes matches the vectors', () => {
  expect(gap(vectors.calibration.items as Stated[])).toBeCloseTo(vectors.calibration.gap, 9)
  expect(gap([{ p: 0.75, o: 1 }])).toBe(-0.25)
})
