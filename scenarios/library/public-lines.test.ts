import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { readPublicLines } from './public-lines'

const json = (name: string) => JSON.parse(readFileSync(`scenarios/evidence/${name}`, 'utf8'))
const { lines } = readPublicLines(json('public-lines.json'))
const guidance = new Map<string, { urls: string[] }>(
  json('guidance.json').map((entry: { id: string; urls: string[] }) => [entry.id, entry]),
)

test('each public address is one that the source it names gives', () => {
  for (const { url, source } of lines) if (url) expect(guidance.get(source)?.urls, source).toContain(url)
})
test('a telephone number is in the text of its source', () => {
  for (const { phone, source } of lines) if (phone) expect(JSON.stringify(guidance.get(source))).toContain(phone)
})
test('no address is named twice', () => {
  expect(new Set(lines.map(({ url, phone }) => url ?? phone)).size).toBe(lines.length)
})
test('an address must be secure, and a line must say where it leads', () => {
  const line = { country: 'LT', service: 'Service', source: 'G-07' }
  const read = (more: object) => () => readPublicLines({ lookedUp: '2026-11-26', lines: [{ ...line, ...more }] })
  expect(read({ url: 'http://www.example.org/' })).toThrow()
  expect(read({})).toThrow()
  expect(read({ phone: '+370 700 00000' })).not.toThrow()
})
