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
const TOLD = 'report: “Note the date, {contact_given} may write again.”'
const FOUND = 'finding: Look in the register → No entry.'
function notes(events: PlayEvent[], play = compiled.play) {
  const { steps, state, refused } = replay(play, events)
  expect(refused).toBeNull()
  const { here, before } = notebookOf(play, steps, state)
  const short = (list: typeof here) => list.map(({ kind, text, to }) => `${kind}: ${to ? `${to} → ` : ''}${text}`)
  return { moment: momentOf(state), here: short(here), before: short(before) }
}

test('flags are in reading order, a profile’s last, whatever the order of clicks; then come findings and what was told, as they came', () => {
  const events = [flag('hl-works'), check('register'), flag('hl-add'), report]
  expect(notes(events).here).toEqual(['flag: May I add you? {contact_given}', 'flag: Abroad', FOUND, TOLD])
  expect(notes([...events, unflag('hl-add')]).here).toEqual(['flag: Abroad', FOUND, TOLD])
  expect(notes([report, check('register')]).here).toEqual([TOLD, FOUND])
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

test('what was said, what was entered in a form, and what was written on a paper stay noted', () => {
  const play = structuredClone(compiled.play)
  const accept = decide({ 'hello-act': 'accept' })
  const decisions = Object.values(play.scenes).flatMap((scene) => scene.decisions)
  const options = decisions.flatMap((d) => d.options)
  const send = options.find(({ text }) => text === 'Send the reply')!
  for (const option of decisions[0]!.options) option.says = 'Gladly.'
  for (const d of decisions.filter((d) => d.as === 'reply')) d.as = 'form'
  const opening = decisions.find((d) => d.as === 'form')!.ask
  Object.assign(send, { on: 'paper', signs: true, writes: 'Unread.' })
  const made = [accept, on, decide({ opening: 'warm', answer: 'inside', 'request-act': 'send' }), on]
  const { before } = notes(made, play)
  expect(before.slice(0, 1)).toEqual([`reply: ${send.text} → Unread.`])
  expect(before).toContain(`reply: ${opening} → Dear {contact_given}, thank you.`)
  expect(before.at(-1)).toBe('reply: Gladly.')
})
