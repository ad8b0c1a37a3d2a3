import { expect, test } from 'vitest'
import { backoff } from './backoff'

const ALMOST = 1 - 1e-9

test('the first retries come within 0.3 to 2 seconds, so everybody soon recovers from a restart', () => {
  for (const retry of [0, 3, 7]) {
    expect(backoff(retry, 0)).toBe(300)
    expect(backoff(retry, ALMOST)).toBeCloseTo(2000)
  }
})
test('later retries are spread wider, to at most 5 seconds', () => {
  const latest = Array.from({ length: 50 }, (_, retry) => backoff(retry, ALMOST))
  expect(latest.every((ms, i) => ms <= 5000 && ms >= (latest[i - 1] ?? 0))).toBe(true)
  expect(latest.at(-1)).toBeCloseTo(5000)
})
