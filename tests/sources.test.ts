import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { PRIMER, PARAGRAPHS, citedHere } from '@/app/[locale]/(site)/sources/services/primer'
import { wholeOf } from '@/scenarios/engine/debrief/whole-scenario'
import { argumentsOf, drawNames } from '@/scenarios/engine/play/names'
import { stage } from '@/scenarios/engine/play/staging'
import { readEvidence } from '@/scenarios/library/evidence'
import { loadLibrary } from '@/scenarios/library/load'
import messages from '@/messages/en.json'

const read = (path: string) => readFileSync(path, 'utf8')
const under = (folder: string, ext: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ext))
    .map((path) => join(folder, path))
const { sources, patterns, signs, decoys } = readEvidence((name) => read(join('scenarios/evidence', name)))
const { scenarios, pool } = loadLibrary(under('scenarios/library', '.yaml').map((path) => ({ path, bytes: read(path) })))
const citing = scenarios.map(({ scenario, variants }) => {
  const cites = Object.values(variants).flatMap((compiled) => {
    const names = drawNames(pool, Object.keys(compiled.play.cast), 0)
    const play = stage(compiled.play, names, argumentsOf(compiled.values, names), 'en')
    return wholeOf({ compiled, play, indicators: { ...signs, ...decoys }, fill: (text) => text }).cites
  })
  return { ...scenario, cites: new Set(cites) }
})
const trained = citing.filter(({ kind }) => kind === 'scenario')

describe('the assessment', () => {
  const passages = JSON.parse(read('scenarios/evidence/passages.json')) as { id: string; text: string }[]
  const NEVER = ['R-28', 'R-59', 'R-61', 'R-62', 'R-69']

  test('has five sentences that are never shown, in no source and in no text', () => {
    expect(NEVER.filter((id) => sources.has(id))).toEqual([])
    const texts = [...under('scenarios', '.yaml'), ...under('messages', '.json'), ...under('app', '.tsx')]
    expect(texts.length).toBeGreaterThan(100)
    for (const path of texts)
      for (const { id, text } of passages.filter((p) => NEVER.includes(p.id))) {
        expect(read(path), path).not.toContain(text)
        expect(read(path), path).not.toMatch(new RegExp(`\\b${id}\\b`))
      }
  })

  test('names no private person and no descent', () => {
    for (const { id, text } of [...sources.values()].filter(({ kind }) => kind === 'assessment'))
      expect(text, id).not.toMatch(/\b(Song|Zheng|Lee|Christine|Hu Ji|Xu|Yanjun|Kouts|Tarmo)\b|of Chinese descent/)
  })
})

describe('the patterns', () => {
  test('are seventeen, and cite what may be shown', () => {
    expect(Object.keys(patterns)).toEqual(Array.from({ length: 17 }, (_, i) => `P${String(i + 1).padStart(2, '0')}`))
    for (const { label, cites } of Object.values(patterns))
      expect(
        cites.filter((id) => !sources.has(id)),
        label,
      ).toEqual([])
  })
  test.each(trained)('$id: its debriefs cite every sentence of the assessment that stands with its pattern', ({ id, cites }) => {
    expect(patterns[id]!.cites.filter((cited) => !cites.has(cited))).toEqual([])
  })
})

test.each(citing)('what $id says it rests on is what its debriefs cite, and exists', ({ evidence, cites }) => {
  const ofSigns = new Set(Object.values(signs).flatMap((sign) => sign.cites))
  expect([...cites].filter((id) => !sources.has(id))).toEqual([])
  expect(evidence.filter((id) => !cites.has(id))).toEqual([])
  expect([...cites].filter((id) => !evidence.includes(id) && !ofSigns.has(id))).toEqual([])
})

describe('the primer', () => {
  const { sentences } = messages.services

  test('sums up what the assessment says of services and bodies, and cites it', () => {
    const described = Array.from({ length: 19 }, (_, i) => `R-${String(i + 2).padStart(2, '0')}`)
    expect(citedHere).toEqual(expect.arrayContaining(described))
    expect(citedHere.filter((id) => !sources.has(id))).toEqual([])
    expect(PRIMER.flatMap((section) => PARAGRAPHS[section].map(({ id }) => id))).toEqual(Object.keys(sentences))
  })
})
