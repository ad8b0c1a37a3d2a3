import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contrast, mix, nearest } from './contrast'

const colours = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`)

describe('contrast', () => {
  // Published reference values, to two digits.
  test.each([
    ['#000000', '#ffffff', 21],
    ['#ffffff', '#ffffff', 1],
    ['#767676', '#ffffff', 4.54],
    ['#777777', '#ffffff', 4.48],
    ['#0000ff', '#ffffff', 8.59],
    ['#ff0000', '#ffffff', 4],
    ['#ff0000', '#000000', 5.25],
    ['#008000', '#ffffff', 5.14],
  ])('of %s and %s is %d', (one, other, ratio) => expect(contrast(one, other)).toBeCloseTo(ratio, 1))

  test('is the same both ways, from 1 to 21', () => {
    fc.assert(
      fc.property(colours, colours, (one, other) => {
        const ratio = contrast(one, other)
        return ratio === contrast(other, one) && ratio >= 1 && ratio <= 21.001
      }),
    )
  })
})

test('a mixture lies between its two', () => {
  expect(mix('#ff0000', '#0000ff', 1)).toBe('#ff0000')
  expect(mix('#ff0000', '#0000ff', 0)).toBe('#0000ff')
  expect(mix('#ffffff', '#000000', 0.5)).toBe('#808080')
})

describe('the nearest colour that passes', () => {
  test('is the colour itself if it passes', () => expect(nearest('#123456', () => true)).toBe('#123456'))
  test('is null if none passes', () => expect(nearest('#123456', () => false)).toBeNull())

  test('passes, and every colour has one that is readable on white', () => {
    fc.assert(
      fc.property(colours, (colour) => {
        const found = nearest(colour, (c) => contrast(c, '#ffffff') >= 4.5)
        return found !== null && /^#[0-9a-f]{6}$/.test(found) && contrast(found, '#ffffff') >= 4.5
      }),
    )
  })

  test('is no further away than it has to be, and keeps its hue', () => {
    const found = nearest('#ff8800', (c) => contrast(c, '#ffffff') >= 4.5)!
    expect(contrast(found, '#ffffff')).toBeLessThan(4.7)
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(found.slice(at, at + 2), 16)) as [number, number, number]
    expect(r).toBeGreaterThan(g)
    expect(g).toBeGreaterThan(b)
  })
})
