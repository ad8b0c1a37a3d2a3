import { expect, test } from 'vitest'
import vectors from '@/tests/support/vectors.json'
import { type Calibration, type Stated, calibration, probability } from './confidence'

const { items, result } = vectors.calibration

test('calibration matches the vectors', () => {
  const actual = calibration(items as Stated[])
  for (const [name, value] of Object.entries(result)) {
    if (typeof value === 'number') expect(actual[name as keyof Calibration], name).toBeCloseTo(value, 9)
    else expect(actual[name as keyof Calibration]).toBe(value)
  }
})

test('is shown from ten answers on', () => {
  const answers = (n: number) => calibration(Array.from({ length: n }, (): Stated => ({ p: 0.75, o: 1 })))
  expect(answers(9).shown).toBe(false)
  expect(answers(10).shown).toBe(true)
})

test('skill and standard error are null where they are undefined, and never infinite', () => {
  expect(calibration([{ p: 0.75, o: 1 }])).toMatchObject({ brier: 0.0625, gap: -0.25, skill: null, gapSE: null })
})

test('guessing among n options is 1/n, and a judgement has two', () => {
  expect(probability('guessing', 2)).toBe(0.5)
  expect(probability('guessing', 4)).toBe(0.25)
  expect([probability('fairly', 4), probability('certain', 4)]).toEqual([0.75, 0.95])
})
