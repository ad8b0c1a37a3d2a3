import { expect, test } from 'vitest'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { replay } from './journal'
import { notebookOf } from './notebook'
import { momentOf } from './play'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'

const compiled = compile(exampleScenario).hostile!
const { flag, unflag, check, decide, report, on } = authoredEvents(exampleScenario)
/** A finding says little without what was looked up. */
const FOUND = 'finding: Look in the register → No entry.'
function notes(events: PlayEvent[]) {
  const { steps, state, refused } = replay(compiled.play, events)
  expect(refused).toBeNull()
  const { here, before } = notebookOf(compiled.play, steps, state)
  const short = (list: typeof here) => list.map(({ kind, text, check }) => `${kind}: ${check ? `${check} → ` : ''}${text}`)
  return { moment: momentOf(state), here: short(here), before: short(before) }
}

test('flags are in reading order, a profile’s last, whatever the order of clicks; then come the findings', () => {
  const events = [flag('hl-works'), check('register'), flag('hl-add'), report]
  expect(notes(events).here).toEqual(['flag: May I add you? {contact_given}', 'flag: Abroad', FOUND])
  expect(notes([...events, unflag('hl-add')]).here).toEqual(['flag: Abroad', FOUND])
})

test('in later moments they are from before, newest first, each once, and without those that were taken back', () => {
  const first = [
    flag('hl-works'),
    flag('hl-add'),
    check('register'),
    unflag('hl-add'),
    flag('hl-add'),
    flag('hl-praise'),
    unflag('hl-praise'),
  ]
  const { moment, here, before } = notes([...first, decide({ 'hello-act': 'sit' })])
  expect(moment).toBe(2)
  expect(here).toEqual([])
  expect(before).toEqual(['flag: May I add you? {contact_given}', FOUND, 'flag: Abroad'])
})

test('a reply that was sent is a note, even while its consequence is read, but sentences that were not sent are not', () => {
  const to = [decide({ 'hello-act': 'accept' }), on]
  const reading = notes([...to, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' })])
  const words = 'reply: Dear {contact_given}, thank you. Here is how the berths will be shared.'
  expect(reading).toMatchObject({ moment: 2, here: [words], before: [] })
  expect(notes([...to, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' }), on])).toMatchObject({
    here: [],
    before: [words],
  })
  expect(notes([...to, decide({ opening: 'warm', 'request-act': 'leave' })]).before).toEqual([])
})
