/** The library as data: sound, fair, and impossible to pass without thought. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runScenario } from '@/server/commands/scenario/run'
import type { NamePool } from '../engine/format/schema'
import { type Evidence, inspectFolder, subjectIn } from '../engine/inspect'
import { type StoryMeasure, RANKS, measureOf } from '../engine/inspect/measure'
import { STRATEGY_NAMES } from '../engine/inspect/strategies'
import { argumentsOf, drawNames, format, mapTexts } from '../engine/play/stage'
import { readEvidence } from './evidence'
import { loadLibrary } from './load'
import { MODELINE } from './skeleton'

const here = join('scenarios', 'library')
const files = (readdirSync(here, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, bytes: readFileSync(join(here, path)) }))
const { sources, signs, decoys } = readEvidence((name) => readFileSync(join('scenarios', 'evidence', name), 'utf8'))
const evidence: Evidence = { sources: new Set(sources.keys()), signs, decoys }

const { patterns, folders, pool, findings } = loadLibrary(files)
const truths = patterns.flatMap(({ pattern: { id }, scenarios: { hostile, genuine } }) =>
  [hostile, genuine].flatMap((compiled) => (compiled ? [[`${id} ${compiled.key.nature}`, compiled] as const] : [])),
)
const told = (found: { file: string; line: number; severity: string; rule: string; message: string }[]) =>
  found.filter((f) => f.severity === 'error').map((f) => `${f.file}:${f.line} ${f.rule} ${f.message}`)

describe('every file', () => {
  test('can be read', () => expect(told(findings)).toEqual([]))
  test.each(folders.map((folder) => [folder.path, folder] as const))('of %s passes inspection', (_, folder) => {
    expect(told(inspectFolder(folder, pool, evidence))).toEqual([])
  })
  test('of a story tells editors where its schema is', () => {
    const stories = files.filter(({ path }) => path.endsWith('story.yaml'))
    expect(stories.filter(({ bytes }) => !bytes.toString('utf8').startsWith(`${MODELINE}\n`)).map(({ path }) => path)).toEqual([])
    expect(stories.length).toBeGreaterThan(2)
  })
})

/** Patterns count, tutorials do not. */
const measured = folders.flatMap(({ story }): [string, StoryMeasure][] => {
  if (!story || story.value.kind === 'tutorial') return []
  const found = measureOf(subjectIn(story.value, pool, evidence, story.source)!)
  return found ? [[story.value.pattern, found]] : []
})

describe('every story', () => {
  test.each(measured)('%s is measured', (id) => {
    const out: string[] = []
    expect(runScenario(['measure', id], { out: (text) => out.push(text), err: (text) => out.push(text) })).toBe(0)
    console.log(`${id}\n${out.join('\n')}`)
  })

  test.each(measured)('%s gives the best acts with telling 1, and never less for telling more', (_, { truths: sides }) => {
    for (const { scores, nature } of sides) {
      expect(scores.best.always).toEqual({ final: 1, passed: true })
      for (const rank of RANKS) {
        const { always, late, never } = scores[rank]
        expect(always.final).toBeGreaterThanOrEqual(late.final)
        expect(late.final).toBeGreaterThanOrEqual(never.final)
      }
      if (nature === 'hostile') expect(scores.best.never.passed).toBe(false)
    }
  })

  test('that counts lets the second-best acts pass, if one tells', () => {
    // P02 and P03 are written anew before courses offer them.
    const [, { truths: sides }] = measured.find(([id]) => id === 'P01')!
    for (const { scores } of sides) expect(scores.second.always.passed).toBe(true)
  })
})

test.each(STRATEGY_NAMES)('the blind strategy “%s” passes at most a third of all truths', (strategy) => {
  const tried = measured.flatMap(([id, { truths: sides }]) => sides.map(({ nature, blind }) => ({ name: `${id} ${nature}`, blind })))
  const passed = tried.filter(({ blind }) => blind.some((b) => b.strategy === strategy && b.passes))
  expect(passed.length, `passes on ${passed.map((p) => p.name).join(', ')}`).toBeLessThanOrEqual(tried.length / 3)
})

describe('names reveal nothing', () => {
  /** Each group twice, since a cast may be larger than one group. */
  const groups = Object.entries(pool).map(([language, people]): [string, NamePool] => [language, { [language]: people, again: people }])
  const usual = new Map(folders.map((folder) => [folder, told(inspectFolder(folder, pool, evidence))]))
  const some = groups.filter((_, i) => i % 6 === 0)

  test.each(some)('with only %s names there are the same findings', (_, one) => {
    for (const folder of folders) expect(told(inspectFolder(folder, one, evidence))).toEqual(usual.get(folder))
  })

  test.each(truths)('every text of %s can be shown with names of any group, with no argument left', (_, { play, key, values }) => {
    for (const [, one] of groups) {
      const args = argumentsOf(values, drawNames(one, Object.keys(play.cast), 7))
      mapTexts({ play, key }, (text) => {
        const done = format(text, args, 'en')
        expect(done.replaceAll('{said}', '')).not.toMatch(/[{}]|undefined|NaN/)
        return done
      })
    }
  })
})
