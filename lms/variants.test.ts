import fc from 'fast-check'
import { expect, test } from 'vitest'
import { scenarios, variants } from '@/tests/support/play'
import { apart, together } from './variants'

const plain = <T>(node: T): T => JSON.parse(JSON.stringify(node)) as T

test('both sides come out as they went in, whatever they contain', () => {
  const json = fc.jsonValue({ maxDepth: 5 })
  fc.assert(
    fc.property(fc.dictionary(fc.string(), json), fc.dictionary(fc.string(), json), (a, b) => {
      // Our own keys never clash with a scenario's: its ids are lower-case letters, digits and hyphens.
      fc.pre(![a, b].some((one) => JSON.stringify(one).includes('"~')))
      const both = plain(together(plain(a), plain(b)))
      expect(apart(both, 'h')).toEqual(plain(a))
      expect(apart(both, 'g')).toEqual(plain(b))
    }),
  )
})

test('what the variants of a scenario share is stored once', () => {
  for (const { id } of scenarios) {
    const [h, g] = (['hostile', 'genuine'] as const).map((n) => variants.find((s) => s.scenario === id && s.variant === n)?.compiled)
    if (!h || !g) continue
    const both = together(plain(h), plain(g))
    expect(apart(both, 'h')).toEqual(plain(h))
    expect(apart(both, 'g')).toEqual(plain(g))
    expect(JSON.stringify(both).length, id).toBeLessThan(0.75 * (JSON.stringify(h).length + JSON.stringify(g).length))
  }
})
