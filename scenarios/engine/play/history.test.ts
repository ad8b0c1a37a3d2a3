import { describe, expect, test } from 'vitest'
import { authoredEvents } from '@/tests/support/authored-events'
import { exampleInput, examplePool } from '@/tests/support/example-scenario'
import { Scenario } from '../format/schema'
import { compile } from './compile'
import type { PlayEvent } from './events'
import { type Thread, earlierMessages } from './history'
import { replay } from './journal'
import { argumentsOf, drawNames } from './names'
import { speechOf } from './play'
import { consequenceOf, followingLines } from './prose'
import { stage } from './staging'
import { answeredIn, sentBy } from './submission-view'

const { check, decide, ids, on } = authoredEvents(exampleInput)

/** The example, with a reply in the first thread, and a thread and a mail of the same person in the call’s moment. */
const input = structuredClone(exampleInput)
const { hello, call } = input.scenes
Object.assign(hello!.decisions[0]!.options[0]!, {
  says: 'Gladly.',
  consequence: [
    { id: 'ding', text: 'Your phone buzzes.' },
    { id: 'eyebrow', when: { fact: 'asked' }, text: '{colleague_given} looks up.' },
    { id: 'thanks', from: 'contact', at: '08:52', text: 'Thank you!' },
    { id: 'so', from: 'contact', when: { not: { fact: 'asked' } }, text: 'Until tomorrow.' },
    { id: 'then', text: 'The meeting starts.' },
  ],
})
const note = (id: string, text: string) => ({ id, from: 'contact', at: '16:20', segments: [{ id: `${id}-s`, text }] })
const thread = (id: string, channel: 'professional-network' | 'office-chat') => ({
  id,
  kind: 'messages' as const,
  channel,
  with: 'contact',
  messages: [note(`${id}-m`, 'May I ring?')],
})
call!.show = [
  thread('again', 'professional-network'),
  thread('elsewhere', 'office-chat'),
  { id: 'second', kind: 'email', from: 'contact', at: '16:00', subject: 'Still', paragraphs: [[{ id: 'sc-s', text: 'Well?' }]] },
  { id: 'other', kind: 'email', from: 'colleague', at: '16:10', subject: 'Lunch', paragraphs: [[{ id: 'ot-s', text: 'Soup?' }]] },
]
const compiled = compile(Scenario.parse(input)).hostile!
const names = drawNames(examplePool, Object.keys(compiled.play.cast), 1)
const play = stage(compiled.play, names, argumentsOf(compiled.values, names), 'en')

const accept = [decide({ 'hello-act': 'accept' }), on]
const reply = [decide({ opening: 'cold', answer: 'public', 'request-act': 'send' })]
const leave = [decide({ 'request-act': 'leave' })]
const steps = (...events: PlayEvent[][]) => replay(play, events.flat()).steps
const shown = (id: string): Thread =>
  Object.values(play.scenes)
    .flatMap((scene) => scene.show)
    .find((artefact): artefact is Thread => artefact.id === ids('artefact', id))!
const earlier = (id: string, ...events: PlayEvent[][]) => earlierMessages(play, steps(...events), shown(id))
const short = (id: string, ...events: PlayEvent[][]) => earlier(id, ...events).map(({ from, at, texts }) => [from, at, texts.join(' ')])

describe('speech', () => {
  test('is what an option says, or its words in quotation marks', () => {
    expect(speechOf({ text: 'Refuse', says: 'No.' })).toBe('No.')
    expect(speechOf({ text: '“Not today.”' })).toBe('Not today.')
    for (const text of ['Refuse', 'Say “no” to both', '“Yes”, you say', '“Yes.” “No.”']) expect(speechOf({ text }), text).toBeNull()
  })
  test('is said to somebody once it is chosen; an act that is none says nothing', () => {
    expect(sentBy(play, steps(accept)[0]!)!.words).toBe('Gladly.')
    expect(sentBy(play, steps([decide({ 'hello-act': 'sit' })])[0]!)!.words).toBeNull()
    const [, , sent] = steps(accept, reply)
    expect(sentBy(play, sent!)!.words).toBe('We do not know each other. I can point you to what is published.')
  })
})

describe('what follows an act', () => {
  const following = (events: PlayEvent[]) => {
    const all = steps(events)
    return followingLines(play, all, all.findLast(({ event }) => event.type === 'decide')!)
  }
  test('is told between what others say, in order, and told sentences join', () => {
    expect(following(accept)).toEqual([
      { text: 'Your phone buzzes.' },
      { from: 'contact', at: '08:52', text: 'Thank you!' },
      { from: 'contact', text: 'Until tomorrow.' },
      { text: 'The meeting starts.' },
    ])
    const asked = following([check('ask-colleague'), ...accept])
    expect(asked[0]!.text).toBe(`Your phone buzzes. ${names.colleague!.given} looks up.`)
    expect(asked.map(({ from }) => from)).toEqual([undefined, 'contact', undefined])
  })
  test('is nothing after anything but an act', () => {
    const [made] = steps([check('register')])
    expect(followingLines(play, [made!], made!)).toEqual([])
  })
  test('reads as prose with the names of those who speak', () => {
    const all = steps(accept)
    const name = play.cast.contact!.name
    expect(consequenceOf(play, all, all[0]!)).toBe(
      `Your phone buzzes. ${name}: “Thank you!” ${name}: “Until tomorrow.” The meeting starts.`,
    )
  })
})

describe('a thread over several moments', () => {
  test('holds what was written before, one’s own words with the time of day, and the answer', () => {
    expect(short('again', accept, leave)).toEqual([
      ['contact', '08:31', expect.stringContaining('May I add you?')],
      ['you', '08:35', 'Good morning.'],
      ['you', '08:40', 'Gladly.'],
      ['contact', '08:52', 'Thank you!'],
      ['contact', '08:40', 'Until tomorrow.'],
      ['contact', '09:04', 'Thank you for adding me.'],
    ])
  })
  test('has no answer that was given elsewhere', () => {
    expect(answeredIn(play, steps(accept, reply)[2]!.before)!.id).toBe(ids('artefact', 'mail'))
    expect(short('again', accept, reply)).toEqual(short('again', accept, leave))
  })
  test('says the day where a moment begins, and only there', () => {
    const days = earlier('again', accept, leave).flatMap(({ at, day }) => (day ? [[at, day]] : []))
    expect(days).toEqual([
      ['08:31', 'Monday, 08:40'],
      ['09:04', 'Tuesday, 09:12'],
    ])
  })
  test('has what was shown then: a message that only a check brought is there if it was made', () => {
    expect(short('again', [check('ask-colleague')], accept, leave).map(([, at]) => at)).toContain('08:39')
    expect(short('again', accept, leave).map(([, at]) => at)).not.toContain('08:39')
  })
  test('misses a moment in which it was not shown', () => {
    expect(short('again', [decide({ 'hello-act': 'sit' })], leave).map(([, at]) => at)).toEqual(['08:31', '08:35'])
  })
  test('is of one person in one channel', () => {
    expect(earlier('elsewhere', accept, leave)).toEqual([])
    expect(earlier('thread', [])).toEqual([])
  })
  test('of mails is of one sender, with subject and reply', () => {
    expect(earlier('other', accept, reply)).toEqual([])
    const [mail, mine] = earlier('second', accept, reply)
    expect(mail).toMatchObject({ from: 'contact', at: '09:06', subject: 'A short paper', day: 'Tuesday, 09:12' })
    expect(mail!.texts.join(' ')).toContain('Forgive my style.')
    expect(mine).toMatchObject({ from: 'you', at: '09:12', texts: ['We do not know each other. I can point you to what is published.'] })
  })
  test('keeps each bubble of a message and each paragraph of a mail', () => {
    const written = (thread: Thread) => (thread.kind === 'email' ? thread.paragraphs.length : thread.messages[0]!.segments.length)
    const [mail] = earlier('second', accept, reply)
    expect(mail!.texts).toHaveLength(written(shown('mail')))
    const [message] = earlier('again', accept, leave)
    expect(message!.texts).toHaveLength(written(shown('thread')))
    expect(message!.texts.length).toBeGreaterThan(1)
  })
  test('has the files and the length of voice messages', () => {
    expect(earlier('second', accept, reply)[0]!.files).toEqual(['outline.docx'])
    const spoken = structuredClone(play)
    const first = Object.values(spoken.scenes)[0]!.show.find((a) => a.kind === 'messages')!
    Object.assign(first.messages[0]!, { voice: '0:31', attachments: [{ id: 'f', text: 'plan.pdf' }] })
    const [message, next] = earlierMessages(spoken, replay(spoken, [accept, leave].flat()).steps, shown('again'))
    expect(message).toMatchObject({ voice: '0:31', files: ['plan.pdf'] })
    expect(next).not.toHaveProperty('files')
  })
  test('has a key for each of its messages', () => {
    const all = earlier('again', accept, leave).map(({ id }) => id)
    expect(new Set(all).size).toBe(all.length)
  })
})
