/** The library as data: sound, fair, and impossible to pass without thought. */
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { STRATEGIES, type StrategyName, bestScore, blindScore, randomScore } from '../engine/inspect/blind'
import { compile } from '../engine/play/compile'
import { type Evidence, inspectFolder } from '../engine/inspect'
import type { NamePool } from '../engine/format/schema'
import { type Scorer, scorer } from '../engine/score/attempt'
import { argumentsOf, drawNames, format, mapTexts } from '../engine/play/stage'
import { loadLibrary } from './load'
import { parse } from 'yaml'

const here = join('scenarios', 'library')
const evidenceFile = (name: string) => readFileSync(join('scenarios', 'evidence', name), 'utf8')
const files = (readdirSync(here, { recursive: true }) as string[])
  .filter((path) => path.endsWith('.yaml'))
  .sort()
  .map((path) => ({ path, bytes: readFileSync(join(here, path)) }))
const sources = [...JSON.parse(evidenceFile('passages.json')), ...JSON.parse(evidenceFile('guidance.json'))] as {
  id: string
  show?: boolean
}[]
const evidence: Evidence = {
  ...parse(evidenceFile('indicators.yaml')),
  sources: new Set(sources.filter((s) => s.show !== false).map((s) => s.id)),
}

const { patterns, folders, pool, findings } = loadLibrary(files)
const scenarios = patterns.flatMap(({ pattern: { id }, scenarios: { hostile, genuine } }) =>
  [hostile, genuine].flatMap((compiled) => (compiled ? [[`${id} ${compiled.key.nature}`, compiled] as const] : [])),
)
const scorers = new Map<string, Scorer>()
const scorerOf = (name: string): Scorer => {
  const { play, key } = scenarios.find(([n]) => n === name)![1]
  if (!scorers.has(name)) scorers.set(name, scorer(play, key))
  return scorers.get(name)!
}

const told = (found: { file: string; line: number; severity: string; rule: string; message: string }[]) =>
  found.filter((f) => f.severity === 'error').map((f) => `${f.file}:${f.line} ${f.rule} ${f.message}`)

describe('every file', () => {
  test('can be read', () => expect(told(findings)).toEqual([]))
  test.each(folders.map((folder) => [folder.path, folder] as const))('of %s passes inspection', (_, folder) => {
    expect(told(inspectFolder(folder, pool, evidence))).toEqual([])
  })
})

describe('blind strategies', () => {
  const played = ['P01', 'P02', 'P03'].flatMap((id) => [`${id} hostile`, `${id} genuine`])
  const names = Object.keys(STRATEGIES) as StrategyName[]
  const random = new Map(played.filter((name) => scenarios.some(([n]) => n === name)).map((name) => [name, randomScore(scorerOf(name))]))

  test('are tried on both natures of three patterns', () => expect([...random.keys()]).toEqual(played))

  test.each(names)('%s passes at most a third', (name) => {
    const passed = [...random.keys()].filter((scenario) => blindScore(scorerOf(scenario), STRATEGIES[name]).passed)
    expect(passed.length, `passes on ${passed.join(', ')}`).toBeLessThanOrEqual(played.length / 3)
  })

  test('a random player hardly ever passes', () => {
    expect([...random.values()].filter(({ passed }) => passed > 1 / 3)).toEqual([])
  })

  test.each(['P01', 'P02', 'P03'])('a random player does about equally well in both natures of %s', (id) => {
    const [hostile, genuine] = [random.get(`${id} hostile`)!, random.get(`${id} genuine`)!]
    expect(Math.abs(hostile.passed - genuine.passed)).toBeLessThan(0.15)
    expect(Math.abs(hostile.credited - genuine.credited)).toBeLessThan(0.15)
  })

  test('have known scores', () => {
    const row = (cells: string[]) => cells.map((cell, i) => (i ? cell.padStart(8) : cell.padEnd(13))).join('')
    const score = (scenario: string, name: StrategyName) => {
      const { credited, passed } = blindScore(scorerOf(scenario), STRATEGIES[name])
      return `${credited.toFixed(2)}${passed ? ' ✓' : '  '}`
    }
    const rows = [...random].map(([scenario, { credited, passed }]) =>
      row([scenario, ...names.map((name) => score(scenario, name)), credited.toFixed(2), `${(passed * 100).toFixed(1)} %`]),
    )
    console.log([row(['credited', ...names, 'random', 'passed']), ...rows].join('\n'))
    expect(rows.length).toBe(random.size)
  })

  test.each(scenarios.map(([name]) => name))('the best play of %s scores 1', (name) => {
    expect(bestScore(scorerOf(name))).toMatchObject({ credited: 1, passed: true, unrepairedCritical: [] })
  })
})

describe('names reveal nothing', () => {
  /** Each group twice, since a cast may be larger than one group. */
  const groups = Object.entries(pool).map(([language, people]): [string, NamePool] => [language, { [language]: people, again: people }])
  const usual = new Map(folders.map((folder) => [folder, told(inspectFolder(folder, pool, evidence))]))

  test.each(groups)('with only %s names there are the same findings and scores', (_, one) => {
    for (const folder of folders) {
      expect(told(inspectFolder(folder, one, evidence))).toEqual(usual.get(folder))
      for (const authored of [folder.hostile, folder.genuine]) {
        if (!authored) continue
        const [own, all] = [compile(authored.value, one), compile(authored.value, pool)]
        expect(own.play).toEqual(all.play)
        expect(own.key).toEqual(all.key)
      }
    }
  })

  test.each(scenarios)('every text of %s can be shown with names of any group, with no argument left', (_, { play, key, values }) => {
    for (const [, one] of groups) {
      const args = argumentsOf(values, drawNames(one, Object.keys(play.cast), 7))
      mapTexts({ play, key }, (text) => {
        const done = format(text, args, 'en')
        expect(done).not.toMatch(/[{}]|undefined|NaN/)
        return done
      })
    }
  })
})
