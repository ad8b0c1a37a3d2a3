import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type FinishedAttempt, type Marked, admit } from './cohort'
import { itemStatistics } from './item-statistics'

const scenario: Marked = { nature: 'hostile', signs: [true, true, false], legend: { segments: ['a', 'b', 'c'], decisions: [{ id: 'd', options: ['x', 'y'] }] } }
const marked = () => scenario
const row = (learner: number, item: string, more: Partial<FinishedAttempt> = {}): FinishedAttempt =>
  ({ learner: String(learner), block: 'A', item, hash: item, at: learner, looks: 'approach', sure: 'certain', quality: 0.5, passed: true, marks: '0000', ...more })

/** Pearson's r straight from its definition. */
function pearson(pairs: [number, number][]): number {
  const mean = (of: 0 | 1) => pairs.reduce((s, p) => s + p[of], 0) / pairs.length
  const [x, y] = [mean(0), mean(1)]
  const sum = (f: (p: [number, number]) => number) => pairs.reduce((s, p) => s + f(p), 0)
  return sum(([a, b]) => (a - x) * (b - y)) / Math.sqrt(sum(([a]) => (a - x) ** 2) * sum(([, b]) => (b - y) ** 2))
}

describe('item statistics', () => {
  // Qualities of eight learners in three items.
  const table = [[0.1, 0.2, 0.4], [0.2, 0.2, 0.1], [0.3, 0.5, 0.2], [0.4, 0.3, 0.6], [0.5, 0.6, 0.4], [0.6, 0.4, 0.7], [0.9, 0.8, 0.5], [1, 0.7, 0.9]]
  const all = table.flatMap((own, learner) => own.map((quality, i) => row(learner, `p${i}`, { quality, passed: quality >= 0.7, looks: quality > 0.35 ? 'approach' : 'genuine' })))

  test('facility is the mean, the share that passed and the share that judged right', () => {
    const p0 = itemStatistics(admit(all), marked).get('p0')!
    expect(p0.n).toBe(8)
    expect(p0.quality).toBeCloseTo(0.5, 12)
    expect(p0.passed).toBe(2 / 8)
    expect(p0.right).toBe(5 / 8)
  })
  test('discrimination is the correlation with the mean of the other items, this one left out', () => {
    const p0 = itemStatistics(admit(all), marked).get('p0')!
    const pairs = table.map((own): [number, number] => [own[0]!, (own[1]! + own[2]!) / 2])
    expect(p0.qualityRest!.r).toBeCloseTo(pearson(pairs), 10)
    expect(p0.qualityRest!.n).toBe(8)
    expect(p0.rightRest!.r).toBeCloseTo(pearson(pairs.map(([q, rest]) => [q > 0.35 ? 1 : 0, rest])), 10)
    // Fisher's z: tanh(atanh r ± 1.6449/√5).
    expect(p0.qualityRest!.lo).toBeCloseTo(Math.tanh(Math.atanh(pearson(pairs)) - 1.6448536 / Math.sqrt(5)), 6)
  })
  test('is none where learners have nothing else, where nothing varies, and of fewer than eight', () => {
    expect(itemStatistics(admit(all.filter((r) => r.item === 'p0')), marked).get('p0')!.qualityRest).toBeNull()
    expect(itemStatistics(admit(all.map((r) => (r.item === 'p0' ? { ...r, quality: 1 } : r))), marked).get('p0')!.qualityRest).toBeNull()
    const few = all.filter((r) => r.item === 'p0' || Number(r.learner) < 7)
    expect([...itemStatistics(admit(few), marked).keys()]).toEqual(['p0'])
  })
  test('a sign goes with the hit rate on all other signs', () => {
    const marks = ['00', '00', '01', '10', '10', '11', '11', '11']
    const two = marks.flatMap((m, learner) => [row(learner, 'p0', { marks: `${m}0.` }), row(learner, 'p1', { marks: learner > 4 ? '100.' : '000.' })])
    const [sign] = itemStatistics(admit(two), marked).get('p0')!.signs
    const pairs = marks.map((m, learner): [number, number] => [Number(m[0]), (Number(m[1]) + (learner > 4 ? 1 : 0)) / 3])
    expect(sign).toMatchObject({ segment: 'a', seen: 8, flagged: 5 })
    expect(sign!.r!.r).toBeCloseTo(pearson(pairs), 10)
  })
  test('options are counted where eight decided', () => {
    expect(itemStatistics(admit(all), marked).get('p0')!.decisions).toEqual([{ decision: 'd', of: 8, options: [{ option: 'x', chosen: 8 }, { option: 'y', chosen: 0 }] }])
    expect(itemStatistics(admit(all.map((r) => (r.learner === '0' ? { ...r, marks: '000.' } : r))), marked).get('p0')!.decisions).toEqual([])
  })

  test('correlations lie between −1 and 1, and their ranges hold them', () => {
    const qualities = fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })), { minLength: 8, maxLength: 40 })
    fc.assert(fc.property(qualities, (pairs) => {
      const found = itemStatistics(admit(pairs.flatMap(([a, b], i) => [row(i, 'p0', { quality: a }), row(i, 'p1', { quality: b })])), marked)
      for (const { qualityRest } of found.values()) {
        if (!qualityRest) continue
        expect(Math.abs(qualityRest.r)).toBeLessThanOrEqual(1)
        expect(qualityRest.lo).toBeLessThanOrEqual(qualityRest.r + 1e-9)
        expect(qualityRest.hi).toBeGreaterThanOrEqual(qualityRest.r - 1e-6)
      }
    }))
  })
})
