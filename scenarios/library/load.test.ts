import { stringify } from 'yaml'
import { describe, expect, test } from 'vitest'
import { exampleInput, examplePool } from '@/tests/support/example-story'
import { SITUATIONS } from '../engine/format/situations'
import { shortHash } from '../engine/play/overlay'
import { type LoadedPattern, kindOf, loadLibrary } from './load'

const written = (content: unknown) => stringify(content, { aliasDuplicateObjects: false })
const files = (changes: Record<string, string | null> = {}) =>
  Object.entries({ 'names.yaml': written(examplePool), 'P90/story.yaml': written(exampleInput), ...changes }).flatMap(([path, bytes]) =>
    bytes === null ? [] : [{ path, bytes }],
  )
const rules = (changes: Record<string, string | null>) => loadLibrary(files(changes)).findings.map((f) => `${f.file}:${f.line} ${f.rule}`)

describe('the library', () => {
  test('is stories with both their truths compiled', () => {
    const { patterns, pool, findings } = loadLibrary(files())
    expect(findings).toEqual([])
    expect(pool).toEqual(examplePool)
    expect(patterns.map((p) => [p.pattern.id, p.scenarios.hostile?.key.nature, p.scenarios.genuine?.key.nature])).toEqual([
      ['P90', 'hostile', 'genuine'],
    ])
  })

  test('reads bytes like text', () => {
    const bytes = files().map((f) => ({ path: f.path, bytes: new TextEncoder().encode(f.bytes) }))
    const identity = ({ patterns: [first] }: { patterns: LoadedPattern[] }) => first!.scenarios.hostile!.identity
    expect(identity(loadLibrary(bytes))).toEqual(identity(loadLibrary(files())))
  })

  test('puts tutorials first, then patterns by what happens in the suggested order, then by id', () => {
    const added = {
      P02: { kind: 'pattern' },
      'the-tools': { kind: 'tutorial' },
      P03: { kind: 'pattern', situation: SITUATIONS[0] },
      T01: { kind: 'pattern', situation: SITUATIONS.at(-1) },
      P01: { kind: 'pattern', situation: SITUATIONS.at(-1) },
    }
    const more = Object.fromEntries(
      Object.entries(added).map(([pattern, own]) => [`${pattern}/story.yaml`, written({ ...exampleInput, pattern, ...own })]),
    )
    const { patterns, findings } = loadLibrary(files(more))
    expect(findings).toEqual([])
    expect(patterns.map((p) => p.pattern.id)).toEqual(['the-tools', 'P02', 'P03', 'P90', 'P01', 'T01'])
  })

  test('treats a story without a kind as an ordinary one, and a tutorial has one truth', () => {
    const kinds = (story: object) => {
      const [{ pattern, scenarios }] = loadLibrary(files({ 'P90/story.yaml': written(story) })).patterns as [LoadedPattern]
      return [pattern.kind, scenarios.hostile?.kind, scenarios.genuine?.kind]
    }
    expect(kinds(exampleInput)).toEqual(['pattern', 'pattern', 'pattern'])
    expect(kinds({ ...exampleInput, kind: 'tutorial', truth: 'genuine' })).toEqual(['tutorial', undefined, 'tutorial'])
  })

  test('keeps what can be read when one file cannot', () => {
    const { patterns, findings } = loadLibrary(files({ 'P91/story.yaml': 'a: [' }))
    expect(patterns.map((p) => p.pattern.id)).toEqual(['P90'])
    expect(findings[0]).toMatchObject({ file: 'P91/story.yaml', rule: 'yaml-syntax' })
  })

  test.each<[string, Record<string, string | null>, string]>([
    ['a file that has no place', { 'P90/notes.yaml': 'a: 1' }, 'P90/notes.yaml:1 library-file'],
    ['no pool', { 'names.yaml': null }, 'names.yaml:1 library-names'],
    ['no story', { 'P91/de.yaml': 'locale: de\ntexts: {}' }, 'P91/de.yaml:1 library-story'],
    ['a folder of another name', { 'P98/story.yaml': written(exampleInput) }, 'P98/story.yaml:1 library-story'],
  ])('finds %s', (_, changes, expected) => {
    expect(rules(changes)).toContain(expected)
  })

  test('leaves a story with clashing ids uncompiled, and reports it', () => {
    const story = structuredClone(exampleInput)
    story.scenes.request!.decisions[0]!.id = 'hello-act'
    const { patterns, findings } = loadLibrary(files({ 'P90/story.yaml': written(story) }))
    expect(patterns).toEqual([])
    expect(findings.map((f) => f.rule)).toEqual(['duplicate-id'])
  })

  test('has a story in each language it is translated to, in the original where it is not', () => {
    const texts = { title: { text: 'Ein kurzer Aufsatz', of: shortHash(exampleInput.title) }, summary: { text: 'Alt.', of: '00000000' } }
    const [story] = loadLibrary(files({ 'P90/de.yaml': written({ locale: 'de', texts }) })).patterns
    expect(story!.translations.de!.pattern).toMatchObject({ title: 'Ein kurzer Aufsatz', summary: exampleInput.summary })
    expect(story!.translations.de!.scenarios.hostile!.identity.structure).toBe(story!.scenarios.hostile!.identity.structure)
  })

  test('is empty, with a finding, if there are no files', () => {
    expect(loadLibrary([])).toMatchObject({ patterns: [], findings: [{ rule: 'library-names' }] })
  })
})

test.each([
  ['names.yaml', 'names'],
  ['P01/story.yaml', 'story'],
  ['a\\P01\\story.yaml', 'story'],
  ['P01/de.yaml', 'overlay'],
  ['P01/pt-BR.yaml', 'overlay'],
  ['P01/hostile.yaml', null],
  ['P01/story.yml', null],
])('%s is %s', (path, kind) => expect(kindOf(path)).toBe(kind))
