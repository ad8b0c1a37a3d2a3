import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AT, CELL, type Cell, type FinishedAttempt, type Marked, addTallies, admit, periodsOf, tally } from './cohort'
import { cohortFigures } from './cohort-figures'
import { calibration, probability } from './confidence'

const scenario: Marked = {
  nature: 'hostile', signs: [true, true, false],
  legend: { segments: ['a', 'b', 'c'], decisions: [{ id: 'd', options: ['x', 'y'] }] },
}
const genuine: Marked = { ...scenario, nature: 'genuine', signs: [false, false, false] }
const marked = (hash: string): Marked => (hash === 'genuine' ? genuine : scenario)
const row = (learner: number | string, more: Partial<FinishedAttempt> = {}): FinishedAttempt => ({
  learner: String(learner), block: 'A', item: 'i', hash: 'hostile', at: Number(learner) || 0, looks: 'approach', sure: 'certain', quality: 0.5, passed: true, marks: '0100', ...more,
})
const rows = (n: number, more: Partial<FinishedAttempt> = {}, from = 0) => Array.from({ length: n }, (_, i) => row(from + i, more))

describe('what is admitted', () => {
  test('comes in steps of eight learners of one cohort, item and version, the earliest first', () => {
    expect(admit(rows(7))).toEqual([])
    expect(admit(rows(15).reverse())[0]!.map((r) => r.learner)).toEqual(['0', '1', '2', '3', '4', '5', '6', '7'])
    expect(admit(rows(16))[0]).toHaveLength(16)
    expect(admit([...rows(4), ...rows(4, { block: 'B' }, 4)])).toEqual([])
    expect(admit([...rows(4), ...rows(4, { hash: 'genuine' }, 4)])).toEqual([])
  })
  test('is each learner’s first attempt of an item, also where a later one is found in another cohort', () => {
    const again = rows(8, { block: 'B', at: 99, quality: 1 })
    expect(admit([...again, ...rows(8)]).map((cell) => cell[0]!.block)).toEqual(['A'])
  })
})

describe('a tally', () => {
  test('counts by hand', () => {
    // Eight saw all three; five flagged sign b, two flagged c; three more attempts did not come to c.
    const cells = admit([...rows(5, { marks: '0100' }), ...rows(2, { marks: '0011' }, 5), ...rows(1, { marks: '000.', looks: 'genuine', sure: 'guessing' }, 7)])
    const { cells: [cell], moments } = tally(cells, marked)
    expect(cell).toMatchObject({ n: 8, quality: 4, passed: 8, right: 7, seen: [8, 8, 8], flagged: [0, 5, 2] })
    // Seven decided: fewer than eight, so nothing is told of it.
    expect(cell!.chosen).toEqual([[0, 0]])
    expect([AT.hits, AT.signs, AT.alarms, AT.decoys].map((at) => moments.sum[at])).toEqual([5, 16, 2, 8])
  })
  test('leaves out a sign that fewer than eight saw, also from the pooled figures', () => {
    const { cells: [cell], moments } = tally(admit([...rows(7, { marks: '11.0' }), row(7, { marks: '.0.0' })]), marked)
    expect(cell!.seen).toEqual([0, 8, 0])
    expect([moments.sum[AT.hits], moments.sum[AT.signs], moments.sum[AT.decoys]]).toEqual([7, 8, 0])
  })
  test('tells confidence as `calibration` does', () => {
    const all = [...rows(8), ...rows(8, { sure: 'fairly', looks: 'genuine' }, 8), ...rows(8, { sure: 'guessing' }, 16)]
    const { confidence } = cohortFigures(tally(admit(all), marked))
    const expected = calibration(all.map((r) => ({ p: probability(r.sure, 2), o: r.looks === 'approach' ? 1 : 0 })))
    expect(confidence!.gap.value).toBeCloseTo(expected.gap, 12)
    expect(confidence!.brier).toBeCloseTo(expected.brier, 12)
    expect(confidence!.right.share).toBeCloseTo(expected.hitRate, 12)
    expect(confidence!.words).toEqual([{ word: 'guessing', said: 8, share: 1 }, { word: 'fairly', said: 8, share: 0 }, { word: 'certain', said: 8, share: 1 }])
  })
  test('tells nothing by word where a word was used by one to seven', () => {
    expect(tally(admit([...rows(9), ...rows(7, { sure: 'guessing' }, 9)]), marked).words).toBeNull()
  })
  test('knows approaches told as such from genuine contacts told as such', () => {
    const { hostile, genuine: told } = cohortFigures(tally(admit([...rows(8), ...rows(16, { item: 'j', hash: 'genuine', looks: 'approach' }), ]), marked))
    expect([hostile!.share, hostile!.of, told!.share, told!.of]).toEqual([1, 8, 0, 16])
  })
})

describe('over time', () => {
  const month = (n: number, m: number, from: number) => rows(n, {}, from).map((r) => ({ ...r, at: Date.UTC(2026, m, 3) + Number(r.learner) }))
  const periods = (...sizes: number[]) => {
    let from = 0
    const all = sizes.flatMap((n, m) => { const own = month(n, m, from); from += n; return own })
    return periodsOf(tally(admit(all), marked).months).map(({ from, to, moments }) => [from, to, moments.n])
  }
  test('months of eight stand alone, smaller ones join the next, what is left over joins the last', () => {
    expect(periods(8, 8)).toEqual([['2026-01', '2026-01', 8], ['2026-02', '2026-02', 8]])
    expect(periods(3, 6, 7)).toEqual([['2026-01', '2026-03', 16]])
    expect(periods(3, 5, 8)).toEqual([['2026-01', '2026-02', 8], ['2026-03', '2026-03', 8]])
  })
})

describe('nothing of fewer than eight learners', () => {
  const attempt = fc.record({
    learner: fc.nat({ max: 40 }).map(String), block: fc.constantFrom('A', 'B', 'C'), item: fc.constantFrom('i', 'j'), hash: fc.constantFrom('hostile', 'genuine'),
    at: fc.nat({ max: 200 * 24 * 3600_000 }), looks: fc.constantFrom('approach' as const, 'genuine' as const), sure: fc.constantFrom('guessing' as const, 'fairly' as const, 'certain' as const),
    quality: fc.double({ min: 0, max: 1, noNaN: true }), passed: fc.boolean(), marks: fc.stringMatching(/^[.01]{3}[.01]$/),
  })
  const sized = (cell: Cell) => [cell.n, ...cell.seen, ...cell.chosen.map((c) => c.reduce((a, b) => a + b, 0))]
  const subsets = <T>(all: T[]): T[][] => Array.from({ length: 2 ** all.length }, (_, bits) => all.filter((_, i) => (bits >> i) % 2 === 1))

  test('is left when any cohorts are taken from the whole, or from each other [p:no-rest-of-eight]', () => {
    fc.assert(fc.property(fc.array(attempt, { maxLength: 300 }), (all) => {
      const blocks = ['A', 'B', 'C']
      const cells = admit(all)
      const by = new Map(blocks.map((b) => [b, tally(cells.filter((c) => c[0]!.block === b), marked)]))
      const whole = addTallies([...by.values()])
      for (const taken of subsets(blocks)) {
        const minus = addTallies(taken.map((b) => by.get(b)!))
        for (const cell of whole.cells) {
          const other = minus.cells.find((c) => c.item === cell.item && c.hash === cell.hash)
          const left = sized(cell).map((n, i) => n - (other ? sized(other)[i]! : 0))
          expect(left.filter((n) => n > 0 && n < CELL)).toEqual([])
        }
        const judged = whole.moments.sum[AT.judged]! - minus.moments.sum[AT.judged]!
        expect(judged > 0 && judged < CELL).toBe(false)
      }
      for (const { moments } of periodsOf(whole.months)) expect(moments.n).toBeGreaterThanOrEqual(CELL)
    }), { numRuns: 60 })
  })

  test('comes between yesterday’s figures and today’s: a cell grows by eight or not at all', () => {
    fc.assert(fc.property(fc.array(attempt, { maxLength: 200 }), fc.array(attempt, { maxLength: 30 }), (before, new_) => {
      // What is finished later comes later.
      const later = new_.map((a) => ({ ...a, at: a.at + 300 * 24 * 3600_000 }))
      const sizes = (all: FinishedAttempt[]) => new Map(admit(all).map((c) => [`${c[0]!.block} ${c[0]!.item} ${c[0]!.hash}`, c.map((r) => r.learner)]))
      const [yesterday, today] = [sizes(before), sizes([...before, ...later])]
      for (const [cell, learners] of yesterday) {
        expect(today.get(cell)!.slice(0, learners.length)).toEqual(learners)
        expect((today.get(cell)!.length - learners.length) % CELL).toBe(0)
      }
    }), { numRuns: 60 })
  })
})
