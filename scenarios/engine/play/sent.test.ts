import { expect, test } from 'vitest'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { replay } from './journal'
import { answered, sentBy, withReply } from './sent'
import { idsOf } from './opaque'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleStory } from '@/tests/support/example-story'

const { play } = compile(exampleStory).hostile!
const { check, decide, on } = authoredEvents(exampleStory)
const ids = idsOf(exampleStory)
const last = (events: PlayEvent[]) => replay(play, events).steps.at(-1)!
const reply = decide({ opening: 'cold', answer: 'inside', 'request-act': 'send' })

test('what was done is read in the state it was done in, and holds what the act sent', () => {
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

test('a reply answers the thread if there is one, else the mail, else nothing that is shown', () => {
  const to = (events: PlayEvent[]) => answered(play, last(events).before)?.id ?? null
  expect(to([decide({ 'hello-act': 'accept' }), on, reply])).toBe(ids('artefact', 'thread-on'))
  expect(to([decide({ 'hello-act': 'sit' }), reply])).toBe(ids('artefact', 'mail'))
})

test('a thread ends in the reply, and its other messages stay as they were', () => {
  const thread = answered(play, last([decide({ 'hello-act': 'accept' }), on, reply]).before)!
  const after = withReply(thread, 'I am well.', 'just now')
  expect(after).toMatchObject({ messages: [expect.anything(), { from: 'you', at: 'just now', segments: [{ text: 'I am well.' }] }] })
  expect(thread).toMatchObject({ messages: [expect.anything()] })
})
