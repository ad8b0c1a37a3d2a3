import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { gain } from './agreement'

test.each(vectors.discussion)('the gain from $p1 to $p2 matches the vectors', ({ p1, p2, ...expected }) => {
  const actual = gain(p1, p2)
  expect([actual.p1, actual.p2]).toEqual([p1, p2])
  expect(actual.gain).toBeCloseTo(expected.gain, 9)
  if (expected.normalised === null) expect(actual.normalised).toBeNull()
  else expect(actual.normalised).toBeCloseTo(expected.normalised, 9)
})

test('a room that did worse after discussion has a gain below 0', () => {
  expect(gain(0.5, 0.25)).toMatchObject({ gain: -0.25, normalised: -0.5 })
  expect(gain(1, 0.5)).toMatchObject({ gain: -0.5, normalised: null })
})
