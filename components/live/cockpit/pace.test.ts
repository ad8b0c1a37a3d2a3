import { expect, test } from 'vitest'
import { paceNow, usedUp } from './pace'

const MINUTE = 60_000

test('pauses do not count as used time, nor does a pause that still lasts', () => {
  const start = 10 * MINUTE
  expect(usedUp(start, 20 * MINUTE, { away: 0, since: null })).toBe(10 * MINUTE)
  expect(usedUp(start, 20 * MINUTE, { away: 3 * MINUTE, since: null })).toBe(7 * MINUTE)
  expect(usedUp(start, 20 * MINUTE, { away: 3 * MINUTE, since: 18 * MINUTE })).toBe(5 * MINUTE)
  expect(usedUp(start, 9 * MINUTE, { away: 0, since: null })).toBe(0)
})

test.each([
  [9, 0],
  [4.5, 0],
  [2, 2],
  [10.9, 0],
  [13.2, -3],
])('after %s minutes, in a moment planned from the fourth to the tenth: %s', (used, off) => {
  expect(paceNow(used, { planned: 10, takes: 6 })).toBe(off)
})
