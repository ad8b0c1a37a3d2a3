import { expect, test } from 'vitest'
import { decimal, percent, signedPercent } from './numbers'

test('shares and differences are rounded to the nearest, with a true minus sign and no −0 (O13)', () => {
  expect([0.419, 0.4149, 1, 0].map(percent)).toEqual(['42%', '41%', '100%', '0%'])
  expect([-0.419, 0.419, -0.4149, -0.004, 0].map(signedPercent)).toEqual(['−42%', '42%', '−41%', '0%', '0%'])
  expect([-0.419, -0.001, 1.005].map(decimal)).toEqual(['−0.42', '0.00', '1.00'])
})
