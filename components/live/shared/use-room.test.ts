import { expect, test } from 'vitest'
import { SAY_OVER, clock, isLongOver, secondsLeft } from './use-room'

test('seconds left are whole, and never below 0', () => {
  expect(secondsLeft(10_000, 0)).toBe(10)
  expect(secondsLeft(10_000, 1)).toBe(10)
  expect(secondsLeft(10_000, 9_001)).toBe(1)
  expect(secondsLeft(10_000, 99_000)).toBe(0)
})
test('without a timer nothing is left to count', () => expect(secondsLeft(null, 5)).toBeNull())
test('screens say that a time is over for a while only', () => {
  expect([0, 10_000, 10_000 + SAY_OVER - 1, 10_000 + SAY_OVER].map((now) => isLongOver(10_000, now))).toEqual([false, false, false, true])
  expect(isLongOver(null, 5)).toBe(false)
})
test('a clock has two digits for seconds', () =>
  expect([0, 9, 60, 125, 3600].map(clock)).toEqual(['0:00', '0:09', '1:00', '2:05', '60:00']))
