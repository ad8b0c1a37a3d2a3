import { expect, test } from 'vitest'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { replay } from './journal'
import { answered, sentBy, withReply } from './submission-view'
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

test('a reply answers the last artefact of the moment view', () => {
  const to = (events: PlayEvent[]) => answered(play, last(events).before).id
  expect(to([decide({ 'hello-act': 'accept' }), on, reply]), 'a thread, then a mail').toBe(ids('artefact', 'mail'))
  expect(to([check('register')]), 'a profile stands beside').toBe(ids('artefact', 'desk'))
})

test('a thread ends with the reply, and nothing else changes', () => {
  const thread = play.scenes[play.start]!.show.find((a) => a.kind === 'messages')!
  const before = structuredClone(thread)
  const after = withReply(thread, 'I am well.', 'just now') as typeof thread
  expect(after.messages.slice(0, -1)).toEqual(before.messages)
  expect(after.messages.at(-1)).toMatchObject({ from: 'you', at: 'just now', segments: [{ text: 'I am well.' }] })
  expect(thread).toEqual(before)
  const mail = answered(play, last([decide({ 'hello-act': 'sit' }), reply]).before)
  expect(withReply(mail, 'I am well.', 'just now')).toBe(mail)
})
