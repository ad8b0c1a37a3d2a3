import { RULES } from '@/scenarios/engine/inspect'
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { syntheticPattern, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { check } from './check'
import { newPattern } from './new'
import { runScenario } from './run'

const root = mkdtempSync(join(tmpdir(), 'scenario-'))
const folder = join(root, 'P99')
const file = (name: string) => join(folder, name)

/** What a command prints and its exit code. */
function run(...words: string[]) {
  const out: string[] = []
  const err: string[] = []
  const code = runScenario(words, { out: (text) => out.push(text), err: (text) => err.push(text) })
  return { code, out: out.join('\n'), err: err.join('\n') }
}

/** A sound folder that uses the project's own evidence. */
beforeAll(() => {
  newPattern(['P99'], { out: () => {}, err: () => {} }, root)
  const own = (nature: 'hostile' | 'genuine') => stringify(syntheticScenario({ nature }), { lineWidth: 0 })
  writeFileSync(file('pattern.yaml'), stringify(syntheticPattern()))
  writeFileSync(file('hostile.yaml'), own('hostile'))
  writeFileSync(file('genuine.yaml'), own('genuine'))
})
afterAll(() => rmSync(root, { recursive: true }))

describe('check', () => {
  test('ends with 0 on a sound folder', () => {
    expect(run('check', folder)).toMatchObject({
      code: 0,
      err: '',
      out: expect.stringMatching(/^3 files: 0 errors, 0 warnings$/m),
    })
  })

  test('prints file, line, column, severity and rule, and ends with 1', () => {
    const text = readFileSync(file('hostile.yaml'), 'utf8')
    const spoilt = join(root, 'P98')
    newPattern(['P98'], { out: () => {}, err: () => {} }, root)
    writeFileSync(join(spoilt, 'hostile.yaml'), text.replace('pattern: P99', 'pattern: P98').replace('to: s4', 'to: s44'))
    const { code, out } = run('check', join(spoilt, 'hostile.yaml'))
    const line = text.split('\n').findIndex((l) => l.includes('to: s4')) + 1
    const column = text.split('\n')[line - 1]!.indexOf('to: s4') + 1
    expect(code).toBe(1)
    expect(out).toContain(`hostile.yaml:${line}:${column} error unknown-target no scene or ending is called “s44”`)
    expect(out).not.toContain('genuine.yaml')
  })

  test('prints JSON for machines', () => {
    writeFileSync(join(root, 'de.yaml'), 'locale: de\ntexts: { a: 1 }\n')
    const { code, out } = run('check', join(root, 'de.yaml'), '--json')
    const report = JSON.parse(out)
    expect(code).toBe(1)
    expect(report).toMatchObject({ files: 1, errors: report.findings.length, warnings: 0 })
    expect(report.findings.at(-1)).toEqual({
      rule: 'schema',
      severity: 'error',
      file: expect.stringMatching(/de\.yaml$/),
      line: 2,
      column: 10,
      message: expect.stringContaining('“a” must be a map of keys'),
    })
  })

  test('ends with 0 if there are only warnings, and prints them', () => {
    const text = readFileSync(file('genuine.yaml'), 'utf8')
    writeFileSync(file('genuine.yaml'), text.replace('Look it up', "Look 'it' up"))
    const { code, out } = run('check', folder)
    writeFileSync(file('genuine.yaml'), text)
    expect(code).toBe(0)
    expect(out).toContain('warning straight-quotes')
  })

  test('reports a finding for any kind of bytes', () => {
    writeFileSync(join(root, 'fr.yaml'), new Uint8Array([0xff, 0xfe, 0x00]))
    expect(run('check', join(root, 'fr.yaml'))).toMatchObject({ code: 1, out: expect.stringContaining('file-utf8') })
  })
})

describe('wrong use', () => {
  test.each([
    [[], /^npm run scenario/],
    [['chekc'], /no such verb: chekc/],
    [['toString'], /no such verb/],
    [['check', '/no/such/file.yaml'], /no such file/],
    [['check', '--loud'], /--loud/],
    [['graph'], /name one scenario file/],
    [['graph', 'a.yaml', 'b.yaml'], /name one scenario file/],
    [['graph', file('hostile.yaml'), '--format', 'png'], /mermaid or dot/],
    [['graph', file('pattern.yaml')], /no scenario/],
    [['score', file('hostile.yaml')], /--choices/],
    [['score', file('hostile.yaml'), '--choices', 'right', '--seed', 'x'], /--seed must be a whole number/],
    [['score', file('hostile.yaml'), '--choices', 'fly'], /“fly” is not on offer in “s0”: act0=right\|tell\|leave\|mistake/],
    [['score', file('hostile.yaml'), '--choices', 'right'], /the story goes on in “s1”/],
    [['score', file('hostile.yaml'), '--choices', 'tell,thanks'], /“thanks” is in say1a and say1b: write decision=option/],
    [['score', file('hostile.yaml'), '--choices', 'check:c0,check:c0'], /refused in “s0”: already-checked/],
    [['new'], /give one pattern id/],
    [['new', '../P1'], /give one pattern id/],
    [['new', 'P01'], /exists already/],
    [['schema', 'novel'], /name one of/],
  ])('%j ends with 2 and one clear line', (words, message) => {
    const { code, out, err } = run(...words)
    expect(code).toBe(2)
    expect(words.length === 0 ? out : err).toMatch(message)
    if (words.length > 0) expect(err.split('\n').length).toBe(1)
  })
})

describe('graph', () => {
  test('draws Mermaid', () => {
    const { code, out } = run('graph', file('hostile.yaml'))
    expect(code).toBe(0)
    expect(out).toMatch(/^flowchart TD/)
    expect(out).toContain('_s0["s0: Moment 1"]')
    expect(out).toContain('_s0 -->|"right, tell, leave, mistake"| _s1')
    expect(out).toContain('_well(["well: A short walk"])')
  })

  test('draws DOT', () => {
    const { out } = run('graph', file('hostile.yaml'), '--format', 'dot')
    expect(out).toMatch(/^digraph scenario \{[\s\S]*\}$/)
    expect(out).toContain('"s0" -> "s1" [label="right, tell, leave, mistake"]')
  })
})

describe('score', () => {
  const best = 'check:c0,right,say1a=who,say1b=who,right,right,right,say4a=who,say4b=who,right,right,right'

  test('gives the best path 1 and a pass', () => {
    const { code, out } = run('score', file('hostile.yaml'), '--choices', best, '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({
      raw: 1,
      credited: 1,
      final: 1,
      passed: true,
      ending: { id: 'well' },
      unrepairedCritical: [],
    })
  })

  test('takes the sentences of a reply in any order, and skips those an act does not send', () => {
    const counted = (choices: string) =>
      JSON.parse(run('score', file('hostile.yaml'), '--choices', choices, '--json').out).submissions[1].counted
    expect(counted('tell,right,say1b=who,say1a=thanks,tell,tell,tell,tell,tell')).toEqual(['say1a.thanks', 'say1b.who', 'act1.right'])
    expect(counted('tell,say1a=who,tell,tell,tell,tell,tell,tell')).toEqual(['act1.tell'])
  })

  test('names a critical option that nothing repaired, and caps the result', () => {
    const { out } = run('score', file('hostile.yaml'), '--choices', best.replace(/right$/, 'right').replace('check:c0,right', 'mistake'))
    expect(out).toContain('critical and not repaired: act0.mistake')
    expect(out).toContain('final 0.49: no pass')
  })

  test('draws other names by the seed, and scores the same', () => {
    const scored = (seed: string) =>
      JSON.parse(run('score', file('hostile.yaml'), '--choices', best.replace('right', 'leave'), '--seed', seed, '--json').out)
    const [{ names, seed: a, ...one }, { names: others, seed: b, ...two }] = [scored('1'), scored('2')]
    expect([a, b]).toEqual([1, 2])
    expect(names).not.toEqual(others)
    expect(one).toEqual(two)
  })
})

describe('blind', () => {
  test('prints a table for each file', () => {
    const { code, out } = run('blind', file('hostile.yaml'), file('genuine.yaml'))
    expect(code).toBe(0)
    expect(out.match(/^ {2}best +1\.00 {2}pass$/gm)).toHaveLength(2)
    for (const name of ['longest', 'shortest', 'first', 'last', 'careful', 'tell', 'ignore', 'random'])
      expect(out).toMatch(new RegExp(`^  ${name} +\\d\\.\\d\\d  `, 'm'))
  })

  test('says why a file cannot be played', () => {
    const broken = join(root, 'P97')
    newPattern(['P97'], { out: () => {}, err: () => {} }, root)
    writeFileSync(join(broken, 'hostile.yaml'), stringify({ ...syntheticScenario(), pattern: 'P97', start: 'ghost' }))
    expect(run('blind', join(broken, 'hostile.yaml'))).toMatchObject({
      code: 2,
      err: expect.stringMatching(/cannot be played yet: line \d+, no scene is called “ghost”/),
    })
  })
})

describe('new', () => {
  test('creates a folder in which check finds only what is still to be written', () => {
    const at = mkdtempSync(join(tmpdir(), 'scenario-new-'))
    expect(newPattern(['P50'], { out: () => {}, err: () => {} }, at)).toBe(0)
    expect(readdirSync(join(at, 'P50')).sort()).toEqual(['genuine.yaml', 'hostile.yaml', 'pattern.yaml'])
    const out: string[] = []
    check([join(at, 'P50'), '--json'], { out: (text) => out.push(text), err: () => {} })
    const rules = new Set((JSON.parse(out.join('')) as { findings: { rule: string }[] }).findings.map((f) => f.rule))
    expect([...rules]).toEqual(['unwritten'])
    expect(() => newPattern(['P50'], { out: () => {}, err: () => {} }, at)).toThrow('exists already')
    rmSync(at, { recursive: true })
  })
})

test('rules lists every rule with what it is about', () => {
  const { code, out } = run('rules')
  expect(code).toBe(0)
  expect(out.trim().split('\n').length).toBe(RULES.length)
})

describe('schema', () => {
  test.each(['scenario', 'pattern', 'overlay', 'names'])('prints the JSON Schema of a %s', (name) => {
    const { code, out } = run('schema', name)
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ $schema: 'http://json-schema.org/draft-07/schema#', type: 'object' })
  })

  test('asks for no key that has a default', () => {
    const { out } = run('schema')
    expect(JSON.parse(out).required).not.toContain('values')
  })
})
