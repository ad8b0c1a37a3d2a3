import { expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { replay } from './journal'
import { sceneOf } from './play'
import { findingOf, leadOf } from './prose'

const { play } = compile(exampleScenario).hostile!
const { check, decide, report } = authoredEvents(exampleScenario)
const after = (...events: PlayEvent[]) => replay(play, events)

test('a lead stays as it was read on arrival, whatever is found out or reported since', () => {
  const way = [decide({ 'hello-act': 'sit' }), decide({ 'request-act': 'leave' })]
  const arrived = after(...way)
  expect(leadOf(play, arrived.steps, arrived.state)).toBe('')
  const reported = after(...way, report)
  expect(leadOf(play, reported.steps, reported.state)).toBe('')
  const before = after(report, ...way)
  expect(leadOf(play, before.steps, before.state)).toMatch(/nods to you/)
})

test('a finding is read once its check was made', () => {
  const { steps, state } = after(check('register'))
  const [, register, ring] = sceneOf(play, state).checks
  expect(findingOf(play, steps, register!)).toBe('No entry.')
  expect(findingOf(play, steps, ring!)).toBeNull()
})
