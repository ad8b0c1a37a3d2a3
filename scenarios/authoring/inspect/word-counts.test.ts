import { describe, expect, test } from 'vitest'
import { measure, readingLevel } from './word-counts'

describe('a text is measured', () => {
  test.each([
    ['', 0, [0]],
    ['One', 1, [1]],
    ['It’s a well-known page.', 4, [4]],
    ['One two. Three!', 3, [2, 1]],
    ['“Who?” you ask. “Me.”', 4, [1, 2, 1]],
    ['At 09.30 you pay 1,500.50 euros.', 6, [6]],
    ['Žukienė naïve 数', 3, [3]],
    ['{contact_name} pays {fee, number, ::currency/EUR}.', 3, [3]],
    ['{n, plural, one {# day} other {# days}} left.', 2, [2]],
  ])('%j has words and sentences', (text, words, sentences) => {
    expect(measure(text)).toMatchObject({ words, sentences })
  })
})

test('the reading level is the Automated Readability Index', () => {
  // 7 words, 30 letters, 2 sentences.
  expect(readingLevel([measure('Send the paper today. Nobody knows it.')])).toBeCloseTo(4.71 * (30 / 7) + 0.5 * 3.5 - 21.43, 9)
  expect(readingLevel([])).toBe(0)
})
