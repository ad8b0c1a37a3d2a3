import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { stringify } from 'yaml'
import { soundDraft, soundEvidence, soundPool } from '@/tests/support/sound-scenario'
import { skeleton } from './skeleton'
import { jumpsTo } from './jumps'
import { readDraft } from './read-draft'

const base = { names: soundPool, evidence: soundEvidence }
type Sound = ReturnType<typeof soundDraft>
const drafted = (change: (scenario: Sound) => void = () => {}) => {
  const scenario = soundDraft()
  change(scenario)
  return readDraft(stringify(scenario, { aliasDuplicateObjects: false }), base)
}
const rulesOf = ({ findings }: { findings: { rule: string; level: string }[] }) =>
  findings.filter(({ level }) => level === 'error').map(({ rule }) => rule)
// biome-ignore lint/suspicious/noExplicitAny: drafts break the types on purpose
const loose = (node: unknown) => node as Record<string, any>

test('a sound scenario is compiled without errors or stand-ins', () => {
  const draft = drafted()
  expect(rulesOf(draft)).toEqual([])
  expect(draft.standIns).toEqual([])
  expect(Object.keys(draft.compiled!)).toEqual(['hostile', 'genuine'])
})

test('what is not YAML gives findings alone', () => {
  const draft = readDraft('id: P99\n\ttitle: x', base)
  expect(draft.scenario).toBeUndefined()
  expect(draft.findings).toMatchObject([{ rule: 'yaml-syntax', level: 'error', line: 2 }])
  expect(readDraft('', base).findings).toHaveLength(1)
})

test('a finding says where it is, in which moment, and what to do', () => {
  const draft = drafted((s) => void (loose(s.scenes.s1!).lead = 'It was sent by {nobody_name}.'))
  expect(draft.findings).toContainEqual(
    expect.objectContaining({
      rule: 'missing-argument',
      path: 'scenes/s1/lead',
      moment: 's1',
      text: 'It was sent by {nobody_name}.',
      line: expect.any(Number),
      todo: expect.any(String),
    }),
  )
  expect(draft.compiled).toBeDefined()
  expect(draft.standIns).toContain('scenes/s1/lead')
})

describe('something stands in for', () => {
  test('a missing text, and nothing else is said of it', () => {
    const draft = drafted((s) => void delete loose(s.scenes.s2!).title)
    expect(draft.findings.filter(({ level }) => level === 'error')).toMatchObject([
      { rule: 'schema', path: 'scenes/s2/title', moment: 's2' },
    ])
    expect(draft.standIns).toContain('scenes/s2/title')
    expect(draft.scenario!.scenes.s2!.title).toBe('This text is missing.')
  })

  test('a moment that cannot be read, and the ways to it stay', () => {
    const draft = drafted((s) => void (loose(s.scenes).s2 = 'later'))
    expect(draft.scenario!.scenes.s2!.title).toBe('This moment cannot be read: s2')
    expect(draft.standIns).toContain('scenes/s2')
    expect(draft.compiled).toBeDefined()
  })

  test('a moment that does not exist', () => {
    const draft = drafted((s) => void (loose(s.scenes.s2!).decisions[0].options[0].to = 'bridge'))
    expect(rulesOf(draft)).toContain('unknown-target')
    expect(draft.scenario!.scenes.bridge!.title).toBe('This moment does not exist yet: bridge')
    expect(draft.standIns).toContain('scenes/bridge')
  })

  test('an id that clashes', () => {
    const draft = drafted((s) => void (loose(s.scenes.s2!).decisions[0].id = loose(s.scenes.s1!).decisions[0].id))
    expect(rulesOf(draft)).toContain('duplicate-id')
    expect(draft.compiled).toBeDefined()
    expect(draft.standIns).toContain('scenes/s2/decisions/0/id')
  })

  test('a character whom the cast does not have', () => {
    const draft = drafted((s) => void delete loose(s.cast).contact)
    expect(draft.compiled!.hostile!.play.cast.contact!.title).toBe('Nobody in the cast: contact')
  })

  test('a list of routes whose last one has a guard', () => {
    const draft = drafted((s) => void (loose(s.scenes.s2!).decisions[0].options[0].to = [{ when: { fact: 'given' }, to: 's3' }]))
    expect(draft.scenario!.scenes.s2!.decisions[0]!.options[0]!.to).toHaveLength(2)
  })
})

test('an ending that is missing can be shown', () => {
  const draft = drafted((s) => void delete loose(s.endings).genuine.repaired)
  expect(draft.compiled!.genuine!.key.endings.repaired!.title).toBe('This ending is missing: repaired')
  expect(draft.scenario!.endings).not.toHaveProperty('genuine.repaired')
})

test('an unknown key is left out and told', () => {
  const draft = drafted((s) => void (loose(s.scenes.s2!).tittle = 'A letter'))
  expect(rulesOf(draft)).toEqual(['unknown-key'])
  expect(draft.compiled).toBeDefined()
})

test('one side of a fork that is missing leaves a fork', () => {
  const draft = drafted((s) => void (loose(s).verdict = { hostile: loose(s).verdict.hostile }))
  expect(draft.scenario!.verdict).toMatchObject({ genuine: { text: 'This text is missing.' } })
})

test('a map of anything is a draft', () => {
  for (const text of ['a: 1', 'id: P99', 'scenes: {}', 'scenes: { a: {}, b: [], c: null }', 'scenes: [1, 2]', 'endings: 4\ncast: x'])
    expect(readDraft(text, base).compiled, text).toBeDefined()
})

test('what `new` makes can be played, in every moment and both variants', () => {
  const cited = { ...soundEvidence, signs: { ...soundEvidence.signs, urgency: { label: 'Urgency' } } } as unknown as typeof soundEvidence
  const draft = readDraft(skeleton('P50'), { ...base, evidence: cited })
  expect(draft.standIns).toEqual([])
  for (const variant of ['hostile', 'genuine'] as const)
    for (const id of Object.keys(draft.scenario!.scenes)) expect(jumpsTo(draft.compiled!, variant, id), id).not.toBeNull()
})

test('the file in the library reads as its scenario', () => {
  const text = readFileSync('scenarios/library/T01/scenario.yaml', 'utf8')
  expect(readDraft(text, base).scenario).toMatchObject({ id: 'T01', kind: 'tutorial' })
})

test('the quick answer leaves out what needs all ways, and says nothing else', () => {
  const text = stringify({ ...soundDraft(), title: 'A page {of_nobody}', harm: [] }, { aliasDuplicateObjects: false })
  const [whole, quick] = [readDraft(text, base), readDraft(text, { ...base, quick: true })]
  const told = new Set(whole.findings.map((finding) => JSON.stringify(finding)))
  expect(quick.findings.filter((finding) => !told.has(JSON.stringify(finding)))).toEqual([])
  expect(rulesOf(quick)).toContain('missing-argument')
  expect(quick.compiled).toEqual(whole.compiled)
})
