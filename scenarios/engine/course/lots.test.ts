/** Whoever knows how variants are drawn, and every debrief so far, guesses each next one. Probabilities are exact, in powers of two. */
import { describe, expect, test } from 'vitest'
import { type Guesses, bestGuesses } from '@/tests/support/variant-guesses'
import type { Variant } from '../format/schema'
import { drawVariant } from './lots'

const LENGTHS = Array.from({ length: 12 }, (_, i) => i + 1)
const MOST = 0.6
const rateOf = ({ right, of }: Guesses) => right / of

/** The real draw, in a course of `n`, some of which are skipped before they are opened. */
const draw = (n: number, skipped: readonly number[] = []) => {
  const taken = Array.from({ length: n }, (_, i) => i).filter((i) => !skipped.includes(i))
  return {
    opened: taken.length,
    draw: (met: readonly Variant[], coin: Variant) =>
      // A scenario that will be skipped is one that may still be opened, until it is its turn.
      drawVariant([...met, ...Array.from({ length: n - skippedBefore(taken[met.length]!, skipped) - met.length - 1 }, () => null)], coin),
  }
}
const skippedBefore = (at: number, skipped: readonly number[]) => skipped.filter((i) => i < at).length

describe('the best guesser who knows the draw and all earlier debriefs', () => {
  test.each(LENGTHS)(`of %i scenarios is right in at most ${100 * MOST} % [p:draws]`, (n) => {
    const best = bestGuesses(draw(n))
    expect(rateOf(best)).toBeGreaterThanOrEqual(0.5)
    expect(rateOf(best)).toBeLessThanOrEqual(MOST)
    // Half, and in one course of 2^(n-1) the last one is known.
    expect(best.right).toBe(n / 2 + (n >= 4 ? 1 / 2 ** n : 0))
  })
  test.each(LENGTHS.slice(0, 8))('of %i scenarios gains nothing by skipping any of them', (n) => {
    for (let set = 1; set < 2 ** n - 1; set++) {
      const skipped = Array.from({ length: n }, (_, i) => i).filter((i) => (set >> i) & 1)
      expect(rateOf(bestGuesses(draw(n, skipped))), `${skipped}`).toBeLessThanOrEqual(MOST)
    }
  })
  test('would know the last of two, and a third of four, if as many were one as the other', () => {
    const even = (n: number) => ({
      opened: n,
      draw: (met: readonly Variant[], coin: Variant): Variant =>
        met.filter((one) => one === 'hostile').length === n / 2
          ? 'genuine'
          : met.filter((one) => one === 'genuine').length === n / 2
            ? 'hostile'
            : coin,
    })
    expect(rateOf(bestGuesses(even(2)))).toBe(0.75)
    expect(rateOf(bestGuesses(even(4)))).toBeGreaterThan(0.66)
  })
})

describe('an approach', () => {
  const always = (n: number) => {
    let all = true
    for (let coins = 0; coins < 2 ** n; coins++) {
      const met: Variant[] = []
      for (let i = 0; i < n; i++) met.push(draw(n).draw(met, (coins >> i) & 1 ? 'hostile' : 'genuine'))
      all &&= met.includes('hostile')
    }
    return all
  }
  test('is met by everybody who opens four or more, and by chance in shorter courses', () => {
    expect(LENGTHS.filter(always)).toEqual(LENGTHS.filter((n) => n >= 4))
  })
  test('is not owed while another scenario may still be opened', () => {
    expect(drawVariant(['genuine', 'genuine', 'genuine', null], 'genuine')).toBe('genuine')
    expect(drawVariant(['genuine', 'genuine', 'genuine'], 'genuine')).toBe('hostile')
    expect(drawVariant(['genuine', 'hostile', 'genuine'], 'genuine')).toBe('genuine')
    expect(drawVariant(['genuine', 'genuine'], 'genuine')).toBe('genuine')
  })
})
