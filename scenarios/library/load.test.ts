import { stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { exampleInput, examplePool } from '@/tests/support/example-scenario'
import { SITUATIONS } from '../engine/format/situations'
import { shortHash } from '../engine/play/overlay'
import { type LoadedScenario, kindOf, loadLibrary } from './load'

const written = (content: unknown) => stringify(content, { aliasDuplicateObjects: false })
const files = (changes: Record<string, string | null> = {}) =>
  Object.entries({ 'names.yaml': written(examplePool), 'P90/scenario.yaml': written(exampleInput), ...changes }).flatMap(([path, bytes]) =>
    bytes === null ? [] : [{ path, bytes }],
  )
const rules = (changes: Record<string, string | null>) => loadLibrary(files(changes)).findings.map((f) => `${f.file}:${f.line} ${f.rule}`)

describe('the library', () => {
  test('has scenarios with both their variants compiled', () => {
    const { scenarios, pool, findings } = loadLibrary(files())
    expect(findings).toEqual([])
    expect(pool).toEqual(examplePool)
    expect(scenarios.map((p) => [p.scenario.id, p.variants.hostile?.key.variant, p.variants.genuine?.key.variant])).toEqual([
      ['P90', 'hostile', 'genuine'],
    ])
  })

  test('reads bytes like text', () => {
    const bytes = files().map((f) => ({ path: f.path, bytes: new TextEncoder().encode(f.bytes) }))
    const identity = ({ scenarios: [first] }: { scenarios: LoadedScenario[] }) => first!.variants.hostile!.identity
    expect(identity(loadLibrary(bytes))).toEqual(identity(loadLibrary(files())))
  })

  test('puts tutorials first, then scenarios by situation in the suggested order, then by id', () => {
    const added = {
      P02: { kind: 'scenario' },
      'the-tools': { kind: 'tutorial' },
      P03: { kind: 'scenario', situation: SITUATIONS[0] },
      T01: { kind: 'scenario', situation: SITUATIONS.at(-1) },
      P01: { kind: 'scenario', situation: SITUATIONS.at(-1) },
    }
    const more = Object.fromEntries(
      Object.entries(added).map(([scenarioId, own]) => [
        `${scenarioId}/scenario.yaml`,
        written({ ...exampleInput, id: scenarioId, ...own }),
      ]),
    )
    const { scenarios, findings } = loadLibrary(files(more))
    expect(findings).toEqual([])
    expect(scenarios.map((p) => p.scenario.id)).toEqual(['the-tools', 'P02', 'P03', 'P90', 'P01', 'T01'])
  })

  test('treats a scenario without a kind as an ordinary one, and gives a tutorial one variant', () => {
    const kinds = (scenario: object) => {
      const [{ scenario: entry, variants }] = loadLibrary(files({ 'P90/scenario.yaml': written(scenario) })).scenarios as [LoadedScenario]
      return [entry.kind, variants.hostile?.kind, variants.genuine?.kind]
    }
    expect(kinds(exampleInput)).toEqual(['scenario', 'scenario', 'scenario'])
    expect(kinds({ ...exampleInput, kind: 'tutorial', variant: 'genuine' })).toEqual(['tutorial', undefined, 'tutorial'])
  })

  test('keeps what can be read if one file cannot', () => {
    const { scenarios, findings } = loadLibrary(files({ 'P91/scenario.yaml': 'a: [' }))
    expect(scenarios.map((p) => p.scenario.id)).toEqual(['P90'])
    expect(findings[0]).toMatchObject({ file: 'P91/scenario.yaml', rule: 'yaml-syntax' })
  })

  test.each<[string, Record<string, string | null>, string]>([
    ['a file that has no place', { 'P90/notes.yaml': 'a: 1' }, 'P90/notes.yaml:1 library-file'],
    ['no pool', { 'names.yaml': null }, 'names.yaml:1 library-names'],
    ['no scenario', { 'P91/de.yaml': 'locale: de\ntexts: {}' }, 'P91/de.yaml:1 library-scenario'],
    ['a folder of another name', { 'P98/scenario.yaml': written(exampleInput) }, 'P98/scenario.yaml:1 library-scenario'],
  ])('finds %s', (_, changes, expected) => {
    expect(rules(changes)).toContain(expected)
  })

  test('leaves a scenario with clashing ids uncompiled, and reports it', () => {
    const scenario = structuredClone(exampleInput)
    scenario.scenes.request!.decisions[0]!.id = 'hello-act'
    const { scenarios, findings } = loadLibrary(files({ 'P90/scenario.yaml': written(scenario) }))
    expect(scenarios).toEqual([])
    expect(findings.map((f) => f.rule)).toEqual(['duplicate-id'])
  })

  test('has a scenario in each language it is translated to, and otherwise in the original', () => {
    const texts = { title: { text: 'Ein kurzer Aufsatz', of: shortHash(exampleInput.title) }, summary: { text: 'Alt.', of: '00000000' } }
    const [scenario] = loadLibrary(files({ 'P90/de.yaml': written({ locale: 'de', texts }) })).scenarios
    expect(scenario!.translations.de!.scenario).toMatchObject({ title: 'Ein kurzer Aufsatz', summary: exampleInput.summary })
    expect(scenario!.translations.de!.variants.hostile!.identity.structure).toBe(scenario!.variants.hostile!.identity.structure)
  })

  test('is empty, with a finding, if there are no files', () => {
    expect(loadLibrary([])).toMatchObject({ scenarios: [], findings: [{ rule: 'library-names' }] })
  })
})

test.each([
  ['names.yaml', 'names'],
  ['P01/scenario.yaml', 'scenario'],
  ['a\\P01\\scenario.yaml', 'scenario'],
  ['P01/de.yaml', 'overlay'],
  ['P01/pt-BR.yaml', 'overlay'],
  ['P01/hostile.yaml', null],
  ['P01/scenario.yml', null],
])('%s is %s', (path, kind) => expect(kindOf(path)).toBe(kind))
