import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { attemptOf, smallScenario } from '@/tests/support/attempts'
import { addPair, correlationOf, itemStatistics, noRest } from './item-statistics'
import { releaseFigures, releaseRest } from './figure-release'

/** Pearson's r straight from its definition. */
function pearson(pairs: [number, number][]): number {
  const mean = (of: 0 | 1) => pairs.reduce((s, p) => s + p[of], 0) / pairs.length
  const [x, y] = [mean(0), mean(1)]
  const sum = (f: (p: [number, number]) => number) => pairs.reduce((s, p) => s + f(p), 0)
  return sum(([a, b]) => (a - x) * (b - y)) / Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2))
}

describe('item statistics', () => {
  // The quality of eight learners, and how they did elsewhere.
  const table = [
    [0.1, 0.3],
    [0.2, 0.2],
    [0.3, 0.5],
    [0.4, 0.3],
    [0.5, 0.6],
    [0.6, 0.4],
    [0.9, 0.8],
    [1, 0.7],
  ] as const
  const marks = ['00', '00', '01', '10', '10', '11', '11', '11']
  const all = table.map(([quality, rest], learner) =>
    attemptOf(learner, {
      quality,
      passed: quality >= 0.7,
      looks: quality > 0.35 ? 'approach' : 'genuine',
      marks: `${marks[learner]}00`,
      rest: { quality: rest, hits: Number(marks[learner]![0]) + (learner > 4 ? 2 : 1), signs: 5 },
    }),
  )
  const { sums: cell } = releaseFigures(all, smallScenario)!
  const found = itemStatistics(cell, releaseRest(all, smallScenario)!.sums, smallScenario)

  test('facility is the mean, the share that passed and the share that judged right', () => {
    expect([found.n, found.passed, found.right]).toEqual([8, 2 / 8, 5 / 8])
    expect(found.quality).toBeCloseTo(0.5, 12)
  })
  test('whoever cannot tell is out of the share that judged right, and telling is a share of its own', () => {
    const some = all.map((a, i) => ({
      ...a,
      ...(i < 2 && { looks: 'unsure' as const, sure: null }),
      firstTold: i < 4 ? 2 : i < 5 ? 3 : null,
    }))
    const { sums } = releaseFigures(some, smallScenario)!
    const rest = releaseRest(some, smallScenario)!.sums
    const statistics = itemStatistics(sums, rest, smallScenario)
    expect([statistics.right, statistics.unsure, statistics.told, statistics.halfBy]).toEqual([5 / 6, 2, 5 / 8, 2])
    expect([rest.right[0], rest.quality[0]]).toEqual([6, 8])
    const nobody = itemStatistics(
      releaseFigures(
        all.map((a) => ({ ...a, looks: 'unsure', chances: 0 })),
        smallScenario,
      )!.sums,
      null,
      smallScenario,
    )
    expect([nobody.right, nobody.told]).toEqual([null, null])
  })
  test('discrimination is the correlation with how learners did in the other items', () => {
    expect(found.qualityRest!.r).toBeCloseTo(pearson(table.map(([q, r]) => [q, r])), 10)
    expect(found.qualityRest!.n).toBe(8)
    expect(found.rightRest!.r).toBeCloseTo(pearson(table.map(([q, r]) => [q > 0.35 ? 1 : 0, r])), 10)
    // Fisher's z: tanh(atanh r ± 1.6449/√5).
    expect(found.qualityRest!.lo).toBeCloseTo(Math.tanh(Math.atanh(found.qualityRest!.r) - 1.6448536 / Math.sqrt(5)), 6)
  })
  test('a sign is correlated with the hit rate on all other signs', () => {
    const pairs = marks.map((m, learner): [number, number] => [Number(m[0]), (learner > 4 ? 2 : 1) / 4])
    expect(found.signs[0]).toMatchObject({ segment: 'a', seen: 8, flagged: 5 })
    expect(found.signs[0]!.r!.r).toBeCloseTo(pearson(pairs), 10)
  })
  test('correlations are null until the rest is known, and where nothing varies', () => {
    expect(itemStatistics(cell, null, smallScenario).qualityRest).toBeNull()
    expect(itemStatistics(cell, noRest(3), smallScenario).signs[0]!.r).toBeNull()
    expect(correlationOf([8, 4, 4, 2, 2, 2])).toBeNull()
  })
  test('options are counted once enough people have decided', () => {
    expect(found.decisions).toEqual([
      {
        decision: 'd',
        of: 8,
        options: [
          { option: 'x', chosen: 8 },
          { option: 'y', chosen: 0 },
        ],
      },
    ])
  })

  test('correlations lie between −1 and 1, and within their intervals', () => {
    const pairs = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), {
      minLength: 8,
      maxLength: 40,
    })
    fc.assert(
      fc.property(pairs, (given) => {
        const sums = noRest(0).quality
        for (const [x, y] of given) addPair(sums, x, y)
        const r = correlationOf(sums)
        if (!r) return
        expect(Math.abs(r.r)).toBeLessThanOrEqual(1)
        expect(r.lo).toBeLessThanOrEqual(r.r + 1e-9)
        expect(r.hi).toBeGreaterThanOrEqual(r.r - 1e-6)
      }),
    )
  })
})
