import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exampleScenario } from '@/tests/support/example-scenario'
import { attempts } from '@/tests/support/random-play'
import { compile } from './compile'
import { AppendSchema, PlayEventSchema } from './event-schema'

const { play } = compile(exampleScenario).hostile!

test('every event of an attempt passes the schema unchanged', () => {
  fc.assert(
    fc.property(attempts(play), (events) => {
      for (const event of events) expect(PlayEventSchema.parse(event)).toEqual(event)
    }),
    { numRuns: 50 },
  )
})

test.each([
  { type: 'flag' },
  { type: 'flag', segment: 'thread' },
  { type: 'flag', segment: 's1234567', extra: 1 },
  { type: 'leave' },
  { type: 'decide' },
  { type: 'decide', choices: { s1234567: 1 } },
  { type: 'decide', choices: { constructor: 's1234567' } },
  { type: 'decide', choices: { s1234567: 's1234567' }, sure: 'very' },
  { type: 'decide', choices: Object.fromEntries(Array.from({ length: 9 }, (_, i) => [`s123456${i}`, 's1234567'])) },
  { type: 'judge', looks: 'approach' },
  { type: 'judge', looks: 'odd', sure: 'certain' },
  null,
  [],
  'flag',
])('%j is refused at the door', (event) => {
  expect(PlayEventSchema.safeParse(event).success).toBe(false)
})

test('an append has a position and 1 to 200 events', () => {
  const event = { type: 'continue' }
  const accepted = (append: unknown) => AppendSchema.safeParse(append).success
  expect(accepted({ seq: 0, events: [event] })).toBe(true)
  for (const seq of [-1, 0.5, 10_001, '0']) expect(accepted({ seq, events: [event] })).toBe(false)
  for (const length of [0, 201]) expect(accepted({ seq: 0, events: Array(length).fill(event) })).toBe(false)
})
