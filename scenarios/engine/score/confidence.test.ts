import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { type Forecast, gap } from './confidence'

test('the gap between what was stated and what was so matches the vectors', () => {
  expect(gap(vectors.calibration.items as Forecast[])).toBeCloseTo(vectors.calibration.gap, 9)
  expect(gap([{ p: 0.75, o: 1 }])).toBe(-0.25)
})
