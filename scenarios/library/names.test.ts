import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { NamePool } from '../engine/format/schema'

const pool = NamePool.parse(parse(readFileSync(join('scenarios', 'library', 'names.yaml'), 'utf8')))
const names = Object.values(pool).flatMap((people) => people.flatMap(({ given, family }) => [given, family]))
const plain = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('Đ', 'D').replaceAll('ł', 'l').replaceAll('ı', 'i').toLowerCase()

test('the pool has no name twice, with or without its accents', () => {
  const seen = names.map(plain)
  expect(seen.filter((name, i) => seen.indexOf(name) !== i)).toEqual([])
})

test('no name of the pool is the beginning of another, because readers would confuse them', () => {
  const seen = names.map(plain)
  expect(seen.filter((name) => name.length > 3 && seen.some((other) => other !== name && other.startsWith(name)))).toEqual([])
})

test('each language has as many of “she” as of “he”', () => {
  for (const people of Object.values(pool)) {
    const of = (wanted: string) => people.filter(({ pronoun }) => pronoun === wanted).length
    expect([of('she'), of('he')]).toEqual([people.length / 2, people.length / 2])
  }
})

test('names come from many languages, the same number from each', () => {
  expect(Object.keys(pool).length).toBeGreaterThanOrEqual(18)
  expect(new Set(Object.values(pool).map((people) => people.length))).toEqual(new Set([4]))
})
