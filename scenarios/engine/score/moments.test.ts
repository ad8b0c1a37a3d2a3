import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noticing } from './noticing'
import { type Moments, addLearner, addMoments, noMoments, pooledNoticing, ratioOf, shareOf } from './moments'

const of = (learners: number[][]): Moments => {
  const moments = noMoments(learners[0]?.length ?? 2)
  for (const figures of learners) addLearner(moments, figures)
  return moments
}

describe('a share', () => {
  test('of independent trials, one per learner, has nearly Jeffreys’ interval', () => {
    const learners = Array.from({ length: 40 }, (_, i) => [i < 30 ? 1 : 0, 1])
    const { share, lo, hi, of: trials } = shareOf([of(learners)], [0, 1])!
    expect([share, trials]).toEqual([0.75, 40])
    // scipy.stats.beta.ppf([.05, .95], 30.5, 10.5) = 0.6265, 0.8472; the clustered error has n − 1 where Jeffreys' has n.
    expect(lo).toBeCloseTo(0.6265, 1)
    expect(hi).toBeCloseTo(0.8472, 1)
  })
  test('of trials that every learner repeats is no more reliable than of one trial each', () => {
    const once = of(Array.from({ length: 20 }, (_, i) => [i < 12 ? 1 : 0, 1]))
    const ten = of(Array.from({ length: 20 }, (_, i) => [i < 12 ? 10 : 0, 10]))
    const [a, b] = [shareOf([once], [0, 1])!, shareOf([ten], [0, 1])!]
    expect(b.of).toBe(200)
    expect(b.hi - b.lo).toBeCloseTo(a.hi - a.lo, 1)
  })
  test('of none or all counts only as many trials as there are learners', () => {
    const { share, lo, hi } = shareOf([of(Array.from({ length: 8 }, () => [5, 5]))], [0, 1])!
    expect(share).toBe(1)
    expect(lo).toBeLessThan(0.85)
    expect(hi).toBeLessThanOrEqual(1)
  })
  test('of nothing is null', () => expect(shareOf([of([[0, 0]])], [0, 1])).toBeNull())
  test('lies within its interval, and the interval between 0 and 1', () => {
    const learner = fc.tuple(fc.nat({ max: 9 }), fc.integer({ min: 1, max: 9 })).map(([k, t]) => [Math.min(k, t), t])
    fc.assert(
      fc.property(fc.array(learner, { minLength: 1, maxLength: 60 }), (learners) => {
        const { share, lo, hi } = shareOf([of(learners)], [0, 1])!
        expect(lo).toBeGreaterThanOrEqual(0)
        expect(hi).toBeLessThanOrEqual(1)
        expect(lo).toBeLessThan(hi)
        if (share > 0) expect(lo).toBeLessThan(share)
        if (share < 1) expect(hi).toBeGreaterThan(share)
      }),
    )
  })
})

test('the error of a ratio follows from the residuals of the learners', () => {
  // r = 6/6 = 1; residuals 1, −1, 0: Σ² = 2; × 3/2 / 36 → 0.0833; √ = 0.2887; × 1.645 = 0.4748.
  const { value, lo, hi } = ratioOf(
    [
      of([
        [3, 2],
        [1, 2],
        [2, 2],
      ]),
    ],
    [0, 1],
  )!
  expect(value).toBe(1)
  expect(hi - value).toBeCloseTo(0.4748, 3)
  expect(value - lo).toBeCloseTo(0.4748, 3)
})

const told = ({ sum: [H, S, F, N] }: Moments) => ({ H: H!, S: S!, F: F!, N: N! })
const pooled = (...items: Moments[]) => pooledNoticing(items, told(items.reduce(addMoments)), [0, 1], [2, 3])

describe('pooled noticing', () => {
  const learners = (n: number) => Array.from({ length: n }, (_, i) => [i % 2 ? 4 : 2, 4, i % 3 ? 0 : 1, 4])
  test('is d′ and c of the sums, with an error never below that of independent trials', () => {
    const moments = of(learners(12))
    const [H, S, F, N] = moments.sum as [number, number, number, number]
    const plain = noticing({ H, S, F, N })
    const { dprime, c } = pooled(moments)!.measured!
    expect(dprime.value).toBeCloseTo(plain.dprime, 12)
    expect(c.value).toBeCloseTo(plain.c, 12)
    expect(dprime.hi - dprime.value).toBeGreaterThanOrEqual(1.6448 * plain.seDprime)
    expect(c.hi - c.value).toBeGreaterThanOrEqual(1.6448 * plain.seC)
  })
  test('has a wider interval where learners differ more than by chance', () => {
    const alike = of(Array.from({ length: 20 }, () => [5, 10, 2, 10]))
    const apart = of(Array.from({ length: 20 }, (_, i) => (i % 2 ? [10, 10, 2, 10] : [0, 10, 2, 10])))
    const width = (m: Moments) => pooled(m)!.measured!.dprime.hi - pooled(m)!.measured!.dprime.lo
    expect(apart.sum).toEqual(alike.sum)
    expect(width(apart)).toBeGreaterThan(2 * width(alike))
  })
  test('has no d′ and no c where nothing was flagged, or everything: neither says that signs and other details were told apart', () => {
    for (const [H, F] of [
      [0, 0],
      [40, 100],
    ]) {
      const { hits, falseAlarms, measured } = pooled(of(Array.from({ length: 10 }, () => [H! / 10, 4, F! / 10, 10])))!
      expect([hits.share, falseAlarms.share, measured]).toEqual([H! / 40, F! / 100, null])
    }
    expect(pooled(of(Array.from({ length: 10 }, (_, i) => [i === 0 ? 1 : 0, 4, 0, 10])))!.measured).not.toBeNull()
  })
  test('is null from fewer than eight trials of a kind', () => expect(pooled(of([[3, 7, 1, 80]]))).toBeNull())
})

test('sums add up over groups', () => {
  const some = fc.array(
    fc.tuple(fc.nat({ max: 5 }), fc.nat({ max: 5 })).map(([a, b]) => [a, b]),
    { minLength: 1, maxLength: 20 },
  )
  fc.assert(
    fc.property(some, some, (a, b) => {
      expect(addMoments(of(a), of(b))).toEqual(of([...a, ...b]))
    }),
  )
})

describe('over several items, when it is unknown which attempts share a learner', () => {
  const figures = fc
    .tuple(fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }), fc.nat({ max: 4 }))
    .map(([h, miss, f, kept]) => [h, h + miss, f, f + kept])
  const learner = fc.array(fc.option(figures), { minLength: 3, maxLength: 3 })
  const width = ({ lo, hi }: { lo: number; hi: number }) => hi - lo
  test('intervals are never narrower than if it were known', () => {
    fc.assert(
      fc.property(fc.array(learner, { minLength: 10, maxLength: 40 }), (learners) => {
        const items = [0, 1, 2].map((i) => of([[0, 0, 0, 0], ...learners.flatMap((own) => (own[i] ? [own[i]!] : []))]))
        const known = of([
          [0, 0, 0, 0],
          ...learners.map((own) => own.reduce<number[]>((sum, x) => (x ? sum.map((n, at) => n + x[at]!) : sum), [0, 0, 0, 0])),
        ])
        const [apart, whole] = [pooled(...items), pooled(known)]
        if (!apart || !whole) return
        expect(apart.measured === null).toBe(whole.measured === null)
        for (const figure of ['dprime', 'c'] as const)
          if (apart.measured && whole.measured)
            expect(width(apart.measured[figure])).toBeGreaterThanOrEqual(width(whole.measured[figure]) - 1e-9)
        for (const figure of ['hits', 'falseAlarms'] as const) {
          if (whole[figure].share === 0 || whole[figure].share === 1) continue
          expect(width(apart[figure])).toBeGreaterThanOrEqual(width(whole[figure]) - 1e-9)
        }
        expect(width(ratioOf(items, [0, 1])!)).toBeGreaterThanOrEqual(width(ratioOf([known], [0, 1])!) - 1e-9)
      }),
    )
  })
  test('intervals grow if fewer trials are reported than were seen', () => {
    const one = of(Array.from({ length: 20 }, (_, i) => [i % 5, 4, i % 3, 4]))
    const fewer = { H: one.sum[0]! / 4, S: one.sum[1]! / 4, F: one.sum[2]! / 4, N: one.sum[3]! / 4 }
    expect(width(pooledNoticing([one], fewer, [0, 1], [2, 3])!.measured!.dprime)).toBeGreaterThan(
      1.9 * width(pooled(one)!.measured!.dprime),
    )
  })
})
