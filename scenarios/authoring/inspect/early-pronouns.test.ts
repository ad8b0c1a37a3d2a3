import { expect, test } from 'vitest'
import { soundScenario } from '@/tests/support/sound-scenario'
import { scene } from '@/tests/support/rule-fixtures/fixture'
import { earlyPronouns } from './early-pronouns'

const found = (title: string, lead: string) => {
  const scenario = soundScenario()
  scenario.cast['next-door'] = { ...scenario.cast.contact! }
  Object.assign(scene(scenario, 0), { title, lead })
  return earlyPronouns(scenario).map(({ path, pronoun }) => `${path.join('.')} ${pronoun}`)
}

test('a pronoun comes after the name, in the same moment', () => {
  expect(found('{next_door_Their} day', 'It is {next_door_given}.')).toEqual(['scenes.s0.title next_door_Their'])
  expect(found('A day of {next_door_given}', '{next_door_They} waits.')).toEqual([])
  expect(found('A day', '{next_door_They} waits, and {next_door_they} reads.')).toEqual(['scenes.s0.lead next_door_They'])
})
