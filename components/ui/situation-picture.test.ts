import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { SITUATIONS } from '@/scenarios/engine/format/situations'
import { drawnOf } from './situation-picture'

const sprite = readFileSync('components/ui/situations.svg', 'utf8')
const css = readFileSync('app/globals.css', 'utf8')
const symbols = new Map(
  [...sprite.matchAll(/<symbol id="situation-([^"]+)" viewBox="0 0 240 138">(.*)<\/symbol>/g)].map(([, id, drawn]) => [id!, drawn!]),
)

test('every situation and the tutorial has a drawing of its own', () => {
  expect([...symbols.keys()].sort()).toEqual(['tutorial', ...SITUATIONS].sort())
  expect(new Set(symbols.values()).size).toBe(symbols.size)
})
test('a tutorial is drawn as one, whatever happens in it', () => {
  expect(drawnOf({ kind: 'tutorial', situation: 'message' })).toBe('tutorial')
  expect(drawnOf({ kind: 'single', situation: 'message' })).toBe('message')
})
test('one of them has less than 1.5 kB on average', () => {
  expect(Buffer.byteLength(sprite)).toBeLessThan(1500 * symbols.size)
})
test('they use only the colours of pictures, for a light and a dark screen', () => {
  for (const [id, drawn] of symbols)
    for (const [, colour] of drawn.matchAll(/(?:fill|stroke)="([^"]+)"/g)) {
      if (colour === 'none') continue
      const token = /^var\((--pic-[a-z]+(?:-soft)?)\)$/.exec(colour!)?.[1]
      expect(token, `${id}: ${colour}`).toBeDefined()
      expect(css, token).toMatch(new RegExp(`${token}: (light-dark\\(#[0-9a-f]{6}, #[0-9a-f]{6}\\)|#[0-9a-f]{6});`))
    }
})
