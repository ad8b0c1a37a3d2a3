/** All pictures of people are in one file, which the browser keeps. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { PICTURES } from '@/scenarios/engine/play/pictures'

const sprite = readFileSync('components/channels/pictures.svg', 'utf8')
const css = readFileSync('app/globals.css', 'utf8')
const symbols = new Map([...sprite.matchAll(/<symbol id="picture-([^"]+)"[^>]*>(.*)<\/symbol>/g)].map(([, id, shapes]) => [id!, shapes!]))

test('every picture is drawn, and every drawing can be drawn by lot', () => {
  expect([...symbols.keys()].sort()).toEqual([...PICTURES])
  expect(PICTURES.length).toBeGreaterThanOrEqual(30)
})
test('no two pictures look the same', () => {
  expect(new Set(symbols.values()).size).toBe(symbols.size)
})
test('all of them together are less than 30 kB', () => {
  expect(Buffer.byteLength(sprite)).toBeLessThan(30_000)
})
test('each picture uses the two colours of a hue, for a light and a dark screen', () => {
  for (const [id, shapes] of symbols) {
    const used = new Set(
      [...shapes.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour).filter((colour) => colour !== 'none'),
    )
    expect(used.size, id).toBe(2)
    for (const colour of used) {
      const token = /^var\((--pic-[a-z]+(?:-soft)?)\)$/.exec(colour!)?.[1]
      expect(token, `${id}: ${colour}`).toBeDefined()
      expect(css, token).toMatch(new RegExp(`${token}: light-dark\\(#[0-9a-f]{6}, #[0-9a-f]{6}\\);`))
    }
  }
})
