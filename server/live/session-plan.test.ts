import { expect, test } from 'vitest'
import { exampleScript } from '@/tests/support/room-script'
import { howField, readPlanForm } from './session-plan'

test('the talks that a facilitator chose are kept, and the rest of the plan is saved, fitted or suggested as they ask', () => {
  const script = exampleScript()
  const [first, second, third] = script.sheet.rows.map(({ scene }) => scene) as [string, string, string]
  const fields = { minutes: '45', [howField(first)]: 'discuss', [howField(second)]: 'narrate', [howField(third)]: 'discuss' }
  const read = (todo: string) => readPlanForm({ script }, { ...fields, do: todo })?.treatments
  expect(read('save')).toEqual({ [first]: 'discuss', [second]: 'narrate', [third]: 'discuss' })
  expect(read('fit')).toEqual({ [first]: 'discuss', [third]: 'discuss' })
  expect(read('suggest')).toBeUndefined()
})
