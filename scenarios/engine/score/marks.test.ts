import fc from 'fast-check'
import { expect, test } from 'vitest'
import { legendOf, packMarks, unpackMarks } from './marks'

const key = {
  segments: { b: { cue: 'sign' as const, cites: [] }, a: { cue: 'plain' as const, cites: [] }, c: { cue: 'decoy' as const, cites: [] } },
  options: { d2: { y: {}, x: {} }, d1: { only: {} } },
}
const legend = legendOf(key as unknown as Parameters<typeof legendOf>[0])

test('marks are in the order of ids, one character each', () => {
  expect(legend).toEqual({
    segments: ['a', 'b', 'c'],
    decisions: [
      { id: 'd1', options: ['only'] },
      { id: 'd2', options: ['x', 'y'] },
    ],
  })
  expect(packMarks(legend, { seen: { c: 1, a: 0 }, chosen: { d2: 'y' } })).toBe('0.1.1')
})

test('unpacking gives what was packed, whatever the size of the scenario', () => {
  const marked = fc.nat({ max: 40 }).chain((segments) =>
    fc.nat({ max: 12 }).chain((decisions) =>
      fc.record({
        legend: fc.constant({
          segments: Array.from({ length: segments }, (_, i) => `s${i}`),
          decisions: Array.from({ length: decisions }, (_, i) => ({
            id: `d${i}`,
            options: Array.from({ length: 1 + ((i * 7) % 36) }, (_, o) => `o${o}`),
          })),
        }),
        seen: fc.array(fc.constantFrom(undefined, 0 as const, 1 as const), { minLength: segments, maxLength: segments }),
        chosen: fc.array(fc.option(fc.nat()), { minLength: decisions, maxLength: decisions }),
      }),
    ),
  )
  fc.assert(
    fc.property(marked, ({ legend, seen, chosen }) => {
      const marks = {
        seen: Object.fromEntries(seen.flatMap((f, i) => (f === undefined ? [] : [[`s${i}`, f]]))),
        chosen: Object.fromEntries(
          chosen.flatMap((o, i) => (o === null ? [] : [[`d${i}`, `o${o % legend.decisions[i]!.options.length}`]])),
        ),
      }
      expect(unpackMarks(legend, packMarks(legend, marks))).toEqual(marks)
    }),
  )
})
