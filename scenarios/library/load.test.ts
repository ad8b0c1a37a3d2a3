import { stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { syntheticPattern, syntheticPool, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { type LoadedPattern, kindOf, loadLibrary } from './load'

const files = (changes: Record<string, string | null> = {}) =>
  Object.entries({
    'names.yaml': stringify(syntheticPool),
    'P99/pattern.yaml': stringify(syntheticPattern()),
    'P99/hostile.yaml': stringify(syntheticScenario()),
    'P99/genuine.yaml': stringify(syntheticScenario({ nature: 'genuine' })),
    ...changes,
  }).flatMap(([path, bytes]) => (bytes === null ? [] : [{ path, bytes }]))

const rules = (changes: Record<string, string | null>) => loadLibrary(files(changes)).findings.map((f) => `${f.file}:${f.line} ${f.rule}`)

describe('the library', () => {
  test('is patterns with both their scenarios compiled', () => {
    const { patterns, pool, findings } = loadLibrary(files())
    expect(findings).toEqual([])
    expect(pool).toEqual(syntheticPool)
    expect(patterns.map((p) => [p.pattern.id, p.scenarios.hostile?.key.nature, p.scenarios.genuine?.key.nature])).toEqual([
      ['P99', 'hostile', 'genuine'],
    ])
  })

  test('reads bytes like text', () => {
    const bytes = files().map((f) => ({ path: f.path, bytes: new TextEncoder().encode(f.bytes) }))
    expect(loadLibrary(bytes).patterns[0]!.scenarios.hostile!.hash).toBe(loadLibrary(files()).patterns[0]!.scenarios.hostile!.hash)
  })

  test('puts tutorials first, then patterns by id', () => {
    const added = { P02: 'pattern', 'the-tools': 'tutorial', T01: 'pattern', P01: 'pattern' }
    const more = Object.fromEntries(
      Object.entries(added).map(([id, kind]) => [`${id}/pattern.yaml`, stringify({ ...syntheticPattern(), id, kind })]),
    )
    const { patterns, findings } = loadLibrary(files(more))
    expect(findings).toEqual([])
    expect(patterns.map((p) => p.pattern.id)).toEqual(['the-tools', 'P01', 'P02', 'P99', 'T01'])
  })

  test('treats a pattern without a kind as an ordinary one, and stores the kind with each version', () => {
    const { kind: _, ...plain } = syntheticPattern()
    const kinds = (pattern: object) => {
      const [{ pattern: read, scenarios }] = loadLibrary(files({ 'P99/pattern.yaml': stringify(pattern) })).patterns as [LoadedPattern]
      return [read.kind, scenarios.hostile!.kind, scenarios.genuine!.kind]
    }
    expect(kinds(plain)).toEqual(['pattern', 'pattern', 'pattern'])
    expect(kinds({ ...plain, kind: 'tutorial' })).toEqual(['tutorial', 'tutorial', 'tutorial'])
  })

  test('keeps what can be read when one file cannot', () => {
    const { patterns, findings } = loadLibrary(files({ 'P99/hostile.yaml': 'a: [', 'P99/pattern.yaml': stringify(syntheticPattern()) }))
    expect(patterns[0]!.scenarios).toMatchObject({ hostile: undefined, genuine: { key: { nature: 'genuine' } } })
    expect(findings[0]).toMatchObject({ file: 'P99/hostile.yaml', rule: 'yaml-syntax' })
  })

  test.each<[string, Record<string, string | null>, string]>([
    ['a file that has no place', { 'P99/notes.yaml': 'a: 1' }, 'P99/notes.yaml:1 library-file'],
    ['no pool', { 'names.yaml': null }, 'names.yaml:1 library-names'],
    ['no pattern', { 'P99/pattern.yaml': null }, 'P99/hostile.yaml:1 library-pattern'],
    ['a folder of another name', { 'P98/pattern.yaml': stringify(syntheticPattern()) }, 'P98/pattern.yaml:1 library-pattern'],
    [
      'a scenario of another pattern',
      { 'P99/hostile.yaml': stringify({ ...syntheticScenario(), pattern: 'P98' }) },
      'P99/hostile.yaml:1 library-pattern',
    ],
    ['a scenario of the other nature', { 'P99/genuine.yaml': stringify(syntheticScenario()) }, 'P99/genuine.yaml:2 library-pattern'],
  ])('finds %s', (_, changes, expected) => {
    expect(rules(changes)).toContain(expected)
  })

  test('leaves a scenario with clashing ids uncompiled, and reports it', () => {
    const scenario = syntheticScenario()
    scenario.scenes.s3!.decisions[0]!.id = 'act2'
    const { patterns, findings } = loadLibrary(files({ 'P99/hostile.yaml': stringify(scenario) }))
    expect(patterns[0]!.scenarios.hostile).toBeUndefined()
    expect(findings.map((f) => f.rule)).toEqual(['duplicate-id'])
  })

  test('is empty, with a finding, if there are no files', () => {
    expect(loadLibrary([])).toMatchObject({ patterns: [], findings: [{ rule: 'library-names' }] })
  })
})

test.each([
  ['names.yaml', 'names'],
  ['P01/hostile.yaml', 'hostile'],
  ['a\\P01\\genuine.yaml', 'genuine'],
  ['P01/de.yaml', 'overlay'],
  ['P01/pt-BR.yaml', 'overlay'],
  ['P01/notes.yaml', null],
  ['P01/hostile.yml', null],
])('%s is %s', (path, kind) => expect(kindOf(path)).toBe(kind))
