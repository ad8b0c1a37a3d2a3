import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { SIGN_GROUPS, readEvidence, withOwn } from './evidence'

const { signs, decoys } = readEvidence((name) => readFileSync(join('scenarios/evidence', name), 'utf8'))
const scenarios = readdirSync('scenarios/library', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('scenario.yaml'))
  .map((name) => readFileSync(join('scenarios/library', name), 'utf8').replace(/\s+/g, ' '))
const examples = Object.entries(signs).flatMap(([id, { worrying, harmless }]) => [
  [`${id}, telling`, worrying] as const,
  [`${id}, harmless`, harmless] as const,
])

describe('the page of signs', () => {
  test('has every group, and no example twice', () => {
    expect(new Set(Object.values(signs).map(({ group }) => group))).toEqual(new Set(SIGN_GROUPS))
    expect(new Set(examples.map(([, text]) => text)).size).toBe(2 * Object.keys(signs).length)
    expect(Object.keys(decoys).filter((id) => id in signs)).toEqual([])
  })
  test.each(examples)('%s: is a sentence that no scenario has', (_, text) => {
    expect(text).toMatch(/^“[^“”]+[.?!]”$/)
    expect(scenarios.length).toBeGreaterThan(2)
    for (const sentence of text.slice(1, -1).split(/(?<=[.?!]) /))
      for (const scenario of scenarios) expect(scenario).not.toContain(sentence)
  })
  // Conduct is the cue: an example that names a country, a people or a language would teach another.
  test.each(examples)('%s: names no country and no language', (_, text) => {
    expect(text).not.toMatch(/\b(abroad|foreign|China|Chinese|Russia|Russian|Iran|Iranian|American|accent|native)\b/i)
  })
})

describe('evidence of somebody’s own', () => {
  const cited = readEvidence((name) => readFileSync(join('scenarios/evidence', name), 'utf8'))
  const own = (text: string) => withOwn(cited, { path: 'mine/evidence.yaml', bytes: text })

  test('adds to ours', () => {
    const { cited: all, findings } = own(`
sources: [{ id: OUR-01, text: "Our handbook, page 3." }]
decoys: { late-lunch: { label: A late lunch } }
`)
    expect(findings).toEqual([])
    expect(all.sources.get('OUR-01')).toMatchObject({ kind: 'guidance', text: 'Our handbook, page 3.', urls: [] })
    expect(all.decoys['late-lunch']).toEqual({ label: 'A late lunch' })
    expect(all.sources.size).toBe(cited.sources.size + 1)
  })
  test('changes nothing of ours, and a fault is found with its place', () => {
    expect(own('sources: [{ id: G-01, text: Other. }]')).toMatchObject({
      cited,
      findings: [{ file: 'mine/evidence.yaml', message: '“G-01” is in the evidence already: give yours another id' }],
    })
    expect(own('sources:\n  - { id: OUR-01 }').findings[0]).toMatchObject({
      line: 2,
      message: expect.stringContaining('“text” is missing'),
    })
  })
})
