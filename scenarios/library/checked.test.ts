import { stringify } from 'yaml'
import { expect, test } from 'vitest'
import type { Scenario } from '@/scenarios/engine/format/truth'
import type { NamePool } from '@/scenarios/engine/format/schema'
import { syntheticEvidence, syntheticPattern, syntheticPool, syntheticScenario } from '@/tests/support/synthetic-scenario'
import { checkLibrary } from './checked'

function found(change: (hostile: Scenario) => void, pool: NamePool = syntheticPool): string[] {
  const hostile = syntheticScenario()
  change(hostile)
  const files = {
    'names.yaml': pool,
    'P99/pattern.yaml': syntheticPattern(),
    'P99/hostile.yaml': hostile,
    'P99/genuine.yaml': syntheticScenario({ nature: 'genuine' }),
  }
  const given = Object.entries(files).map(([path, content]) => ({ path, bytes: stringify(content, { aliasDuplicateObjects: false }) }))
  return checkLibrary(given, syntheticEvidence)
    .findings.filter((f) => f.severity === 'error')
    .map(({ file, rule }) => `${file} ${rule}`)
}

test('a sound pattern has no finding', () => {
  expect(found(() => {})).toEqual([])
})

test('a cast larger than the name pool cannot be shown', () => {
  const few = { xa: ['Ilmar', 'Jorvik', 'Kelmen', 'Lasse'].map((given) => ({ given, family: `${given}ton` })) }
  const crowd = (hostile: Scenario) => {
    for (const id of ['ann', 'ben', 'cem', 'dan']) hostile.cast[id] = { draw: 'name', title: 'Guest' }
  }
  expect(found(crowd, few)).toEqual(['P99/hostile.yaml cannot-be-shown'])
})

test('an email cannot be from the learner', () => {
  const email = {
    id: 'invite',
    kind: 'email',
    from: 'you',
    at: '09:00',
    subject: 'A visit',
    paragraphs: [[{ id: 'mail', text: 'Shall we meet?', cue: 'plain' }]],
  }
  expect(found(({ scenes }) => void scenes.s0!.show.push(email as never))).toContain('P99/hostile.yaml unknown-person')
})
