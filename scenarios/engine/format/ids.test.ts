import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readdirSync } from 'node:fs'
import { ScenarioId } from './schema'
import { TAKEN_IDS, canonicalJson, opaqueId, sha256Hex } from './ids'

test.each(['P01', 'T01', 'P4', 'the-paid-opinion', 'acme-2026-07'])('%s is a valid scenario id', (id) => {
  expect(ScenarioId.parse(id)).toBe(id)
})

test.each(['', '-p', 'p-', 'a--b', 'a b', 'a/b', '..', 'a.b', 'a_b', 'É1', 'a'.repeat(41)])('“%s” is not a valid scenario id', (id) => {
  expect(ScenarioId.safeParse(id).success).toBe(false)
})

test('an id that a page of our own would hide is refused', () => {
  const pages = readdirSync('app/[locale]/(learn)/learn', { withFileTypes: true })
  expect(TAKEN_IDS).toEqual(
    pages
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('['))
      .map((entry) => entry.name)
      .sort(),
  )
  for (const id of TAKEN_IDS) expect(ScenarioId.safeParse(id).success, id).toBe(false)
})

test('sha256Hex is SHA-256', () => {
  expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

test('an opaque id is s and seven characters, always the same for the same name', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      expect(opaqueId(name)).toMatch(/^s[0-9a-z]{7}$/)
      expect(opaqueId(name)).toBe(opaqueId(name))
    }),
  )
})

test('opaque ids use all of their characters, so a large scenario has no duplicates', () => {
  const ids = Array.from({ length: 20_000 }, (_, i) => opaqueId(`name ${i}`))
  expect(new Set(ids).size).toBe(ids.length)
  for (const place of [1, 7]) expect(new Set(ids.map((id) => id[place])).size, `character ${place}`).toBe(36)
})

test('canonical JSON sorts keys, whatever order they were written in', () => {
  expect(canonicalJson({ b: [1, { d: undefined, c: 'x' }], a: null })).toBe('{"a":null,"b":[1,{"c":"x"}]}')
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      expect(canonicalJson(Object.fromEntries(Object.entries(value).reverse()))).toBe(canonicalJson(value))
      expect(canonicalJson(JSON.parse(JSON.stringify(value)))).toBe(canonicalJson(value))
    }),
  )
})
