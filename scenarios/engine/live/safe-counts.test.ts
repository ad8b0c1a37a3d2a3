import { describe, expect, test } from 'vitest'
import { PEOPLE, TABLES, type Tally, leaders } from './ballot'
import { type SafeCount, voteSummary, safeCount } from './safe-counts'

const OPTIONS = ['a', 'b', 'c', 'd']
const vote = (counts: readonly number[], reported = 0): Tally => ({
  voted: counts.reduce((a, b) => a + b, 0),
  counts: { act: Object.fromEntries(counts.map((n, i) => [OPTIONS[i]!, n])) },
  reported,
})
const kept = (...counts: number[]) => voteSummary(vote(counts), PEOPLE)?.row('act')

describe('what is kept of a vote', () => {
  test('is the count of each option, if nobody or at least three chose it', () => {
    expect(kept(9, 0, 3)).toEqual({ counts: { a: 9, c: 3 }, most: 'a' })
    expect(kept(6)).toEqual({ counts: { a: 6 }, most: 'a' })
  })
  test('is otherwise what more than half chose, without a number', () => {
    expect(kept(5, 1)).toEqual({ counts: null, most: 'a' })
    expect(kept(5, 5, 2)).toEqual({ counts: null, most: null })
  })
  test('is nothing below five votes, hands included, or below two of tables', () => {
    expect(voteSummary(vote([4]), PEOPLE)).toBeNull()
    expect(voteSummary({ ...vote([9]), few: true }, PEOPLE)).toBeNull()
    expect(voteSummary(vote([1]), TABLES)).toBeNull()
    expect(voteSummary(vote([2, 1]), TABLES)!.row('act').counts).toEqual({ a: 2, b: 1 })
  })
  test('of a part is its number, or which side has one or two people', () => {
    expect([0, 1, 2, 3, 7, 8, 9, 10].map((n) => safeCount(n, 10, PEOPLE))).toEqual([0, 'few', 'few', 3, 7, 'most', 'most', 10])
    expect([0, 1, 2, 3].map((n) => safeCount(n, 3, TABLES))).toEqual([0, 1, 2, 3])
  })
})

function* votes(people: number, options: number): Generator<number[]> {
  if (options === 1) return yield [people]
  for (let n = 0; n <= people; n++) for (const rest of votes(people - n, options - 1)) yield [n, ...rest]
}

describe('no number of one or two can be worked out [p:summary-numbers]', () => {
  /** @param published everything that the summary holds about a vote; its reader knows which options are sound */
  function settled(people: number, options: number, published: (counts: number[]) => string, read: (counts: number[]) => number[]) {
    const possible = new Map<string, number[][]>()
    for (const counts of votes(people, options)) {
      const text = published(counts)
      possible.set(text, [...(possible.get(text) ?? []), read(counts)])
    }
    return [...possible].filter(([, all]) => all[0]!.some((n, i) => (n === 1 || n === 2) && all.every((one) => one[i] === n)))
  }
  const all = (people: number, options: number) =>
    Array.from({ length: 2 ** options }, (_, mask) => ({ people, options, isSound: (i: number) => Boolean((mask >> i) & 1) }))
  const cases = [5, 6, 7, 8, 9, 10, 11].flatMap((people) => [2, 3, 4].flatMap((options) => all(people, options)))

  test('from the options, the sound ones, and the act that the room continued with', () => {
    for (const { people, options, isSound } of cases) {
      const sound = (counts: number[]) => counts.reduce((sum, n, i) => sum + (isSound(i) ? n : 0), 0)
      const published = (counts: number[]) => {
        const { voted, row, sound: part } = voteSummary({ ...vote(counts), sound: sound(counts) }, PEOPLE)!
        // Without numbers or a majority, the summary does not say whose choice it was.
        const lead = row('act').counts || row('act').most ? leaders(vote(counts).counts.act) : null
        return JSON.stringify([voted, row('act'), part, lead])
      }
      expect(settled(people, options, published, (counts) => [...counts, sound(counts), people - sound(counts)])).toEqual([])
    }
  })
  test('from those who would report, and whether the room reported', () => {
    for (let people = 5; people < 30; people++) {
      const published = ([reported]: number[]): string => {
        const part: SafeCount | null = voteSummary(vote([people], reported), PEOPLE)!.reported
        return JSON.stringify([part, reported! * 2 > people])
      }
      expect(settled(people, 2, published, (counts) => counts)).toEqual([])
    }
  })
})
