import { expect, test } from 'vitest'
import type { Outcome } from '../format/outcomes'
import type { Variant } from '../format/schema'
import vectors from '@/tests/support/result-vectors.json'
import type { Key } from '../play/key'
import type { Decision } from '../play/play'
import { isPass, resultOf, scoreDecision, sumOf } from './attempt'
import { type Happening, after, outcomeIn, startOf } from './outcome'
import { verdictOf, wilson } from './skills'

interface Timeline {
  variant: Variant
  harm: { fact: string; mended?: string }[]
  matters?: number
  business?: string
  timeline: { moment: number; set?: string; report?: boolean }[]
}

test.each(vectors.outcomes.map((vector, i) => [i, vector] as const))('outcome %i', (_, { in: given, out }) => {
  const { variant, harm, matters, business, timeline } = given as Timeline
  const key = { variant, harm, business, matters: matters === undefined ? undefined : `m${matters}` }
  let standing = startOf(key, 'm1')
  for (let moment = 1; moment <= 8; moment++) {
    const here = timeline.filter((event) => event.moment === moment)
    const happened: Happening[] = here.map(({ set }) => (set ? { set } : { report: true }))
    standing = [{ entered: `m${moment}` }, ...happened].reduce((now, happening) => after(key, now, happening), standing)
  }
  expect(outcomeIn(key, standing)).toBe(out)
})

test.each(vectors.results.map((vector, i) => [i, vector] as const))('result %i', (_, { in: { outcome: name, moments }, out }) => {
  const outcome = name as Outcome
  const items = moments.flatMap(({ decisions, worth, reported }) => [
    ...decisions.map((given) => {
      const { options, chosen } = given
      const weight = 'weight' in given ? given.weight : 1
      const ids = options.map((__, i) => `o${i}`)
      const key = {
        weights: { d: weight },
        options: { d: Object.fromEntries(options.map((option, i) => [`o${i}`, { ...option, cites: [] }])) },
      } as unknown as Key
      return scoreDecision(key, [{ id: 'd', options: ids.map((id) => ({ id })) } as unknown as Decision], ['d', `o${chosen}`])
    }),
    ...(worth > 0 ? [{ earned: reported ? worth : 0, possible: worth }] : []),
  ])
  const counted = items.filter(({ possible }) => possible > 0).map(({ earned, possible }) => ({ earned, possible }))
  expect(counted).toEqual(out.items)
  const points = sumOf(counted)
  expect({ ...points, shown: resultOf(outcome, points), passed: isPass(outcome) }).toEqual({
    earned: out.earned,
    possible: out.possible,
    shown: out.shown,
    passed: out.passed,
  })
})

test.each(vectors.skills)('skill $earned of $possible', ({ earned, possible, interval, shown }) => {
  const found = wilson({ earned, possible })
  expect(found[0]).toBeCloseTo(interval[0]!, 12)
  expect(found[1]).toBeCloseTo(interval[1]!, 12)
  expect(verdictOf({ earned, possible })).toBe(shown)
})
