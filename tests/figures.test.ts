import { expect, test } from 'vitest'
import { figuresOf, longFunctions, readCode } from './figures'

test('functions are short: of a thousand at most five are over 60 lines', () => {
  const figures = figuresOf(readCode().code)
  const long = longFunctions(figures)
  expect(figures.functions.length).toBeGreaterThan(5_000)
  expect(long.length / figures.functions.length, long.map(({ name, lines }) => `${lines} ${name}`).join('\n')).toBeLessThanOrEqual(0.005)
})
