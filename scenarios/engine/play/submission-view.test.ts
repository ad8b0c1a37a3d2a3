import { expect, test } from 'vitest'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { replay } from './journal'
import { answeredIn, sentBy, timeOf } from './submission-view'
import { idsOf } from './opaque-ids'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleScenario } from '@/tests/support/example-scenario'

const { play } = compile(exampleScenario).hostile!
const { check, decide, on } = authoredEvents(exampleScenario)
const ids = idsOf(exampleScenario)
const last = (events: PlayEvent[]) => replay(play, events).steps.at(-1)!
const reply = decide({ opening: 'cold', answer: 'inside', 'request-act': 'send' })

test('what was done is read in the state it was done in, and includes what the act sent', () => {
  expect(sentBy(play, last([decide({ 'hello-act': 'accept' })]))).toMatchObject({
    act: 'Accept. It is one click, and the words were kind',
    reply: [],
    form: [],
  })
  const sent = sentBy(play, last([decide({ 'hello-act': 'sit' }), reply]))!
  expect(sent.reply).toEqual(['We do not know each other.', 'Here is how the berths will be shared.'])
  expect(sent.before.phase).toBe('scene')
  expect(sentBy(play, last([check('register')]))).toBeNull()
})

test('a reply answers the last thread, mail or call of the moment', () => {
  const to = (events: PlayEvent[]) => answeredIn(play, last(events).before)?.id
  expect(to([decide({ 'hello-act': 'accept' }), on, reply]), 'a thread, then a mail').toBe(ids('artefact', 'mail'))
  expect(to([check('register')]), 'a document is no conversation').toBe(ids('artefact', 'thread'))
})

test('own words have the time of day of their moment', () => {
  expect(timeOf({ when: 'A Thursday in July, 19:10' })).toBe('19:10')
  expect(timeOf({ when: 'In spring' })).toBe('In spring')
})
