import { stringify } from 'yaml'
import { expect, test } from 'vitest'
import type { NamePool } from '@/scenarios/engine/format/schema'
import { soundDraft, soundEvidence, soundPool } from '@/tests/support/sound-scenario'
import { checkLibrary } from './check-library'

function found(change: (scenario: ReturnType<typeof soundDraft>) => void, pool: NamePool = soundPool): string[] {
  const scenario = soundDraft()
  change(scenario)
  const given = Object.entries({ 'names.yaml': pool, 'P99/scenario.yaml': scenario }).map(([path, content]) => ({
    path,
    bytes: stringify(content, { aliasDuplicateObjects: false }),
  }))
  return checkLibrary(given, soundEvidence)
    .findings.filter((f) => f.severity === 'error')
    .map(({ file, rule }) => `${file} ${rule}`)
}

test('a sound scenario has no finding', () => {
  expect(found(() => {})).toEqual([])
})

test('a cast larger than the name pool cannot be shown', () => {
  const few = { xa: ['Ilmar', 'Jorvik', 'Kelmen', 'Lasse'].map((given) => ({ given, family: `${given}ton` })) }
  const crowd = (scenario: ReturnType<typeof soundDraft>) => {
    for (const id of ['ann', 'ben', 'cem', 'dan']) scenario.cast[id] = { draw: 'name', title: 'Guest' }
  }
  expect(found(crowd, few)).toContain('P99/scenario.yaml cannot-be-shown')
})

test('an email cannot be from the learner', () => {
  const email = {
    id: 'invite',
    kind: 'email',
    from: 'you',
    at: '09:00',
    subject: 'A visit',
    paragraphs: [[{ id: 'mail', text: 'Shall we meet?' }]],
  }
  expect(found(({ scenes }) => void scenes.s0!.show.push(email as never))).toContain('P99/scenario.yaml unknown-person')
})
