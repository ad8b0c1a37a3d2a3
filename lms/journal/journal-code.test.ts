import { expect, test } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { goOn, isFinished, replay } from '@/scenarios/engine/play/journal'
import { longestPlay } from '@/tests/support/longest-play'
import { type KnownVariant, nextEvent, picker, variantIn, variants } from '@/tests/support/play'
import { decode, encode, longest } from './journal-code'
import { readSuspended, written } from './suspend-data'

/** A whole attempt, played at random. */
function walk(known: KnownVariant, seed: number): PlayEvent[] {
  const { play } = known.compiled
  const pick = picker(seed)
  let so = replay(play, [])
  while (!isFinished(so.state)) so = goOn(play, so, [nextEvent(known, so.state, pick)])
  return so.steps.map(({ event }) => event)
}

test.each(['hostile', 'genuine'] as const)('what is read is what was written, after every event of P01, %s', (variant) => {
  const known = variantIn('P01', variant)
  const { play } = known.compiled
  for (let seed = 0; seed < 40; seed++) {
    const events = walk(known, seed)
    for (let n = 0; n <= events.length; n++) {
      const code = encode(play, events.slice(0, n))
      expect(code).toMatch(/^[\w-]*$/)
      expect(decode(play, code)).toEqual(events.slice(0, n))
    }
  }
})

test('flagging and taking back again and again does not fill the LMS, and the state stays the same', () => {
  const { play } = variants.find(({ compiled }) => compiled.kind !== 'tutorial')!.compiled
  const once = longestPlay(play)
  const events = once.flatMap((event): PlayEvent[] =>
    event.type === 'flag' ? [...Array.from({ length: 200 }, () => [event, { ...event, type: 'unflag' as const }]).flat(), event] : [event],
  )
  const code = encode(play, events)
  expect(code.length).toBeLessThanOrEqual(longest(play))
  expect(replay(play, decode(play, code)).state).toEqual(replay(play, events).state)
  const few = [once[0]!, ...events.filter(({ type }) => type === 'flag' || type === 'unflag').slice(0, 4)]
  expect(decode(play, encode(play, few))).toEqual(few)
})

test('a broken code is read up to where it breaks, and never yields an event that does not fit', () => {
  const known = variants.find(({ compiled }) => compiled.kind !== 'tutorial')!
  const { play } = known.compiled
  const code = encode(play, walk(known, 1))
  for (let at = 0; at < code.length; at++)
    for (const wrong of ['z', '-', '0', '', '|', ' ', '€']) {
      const events = decode(play, code.slice(0, at) + wrong + code.slice(at + 1))
      expect(replay(play, events).refused).toBeNull()
    }
})

test('ignores what another package left behind', () => {
  const own = written({ hash: '0123abcd', variant: 'genuine', seed: 77, code: 'tn-', seconds: 61.4 })
  expect(own).toBe('v1|0123abcd|g25|tn-|61')
  expect(readSuspended(own)).toEqual({ hash: '0123abcd', variant: 'genuine', seed: 77, code: 'tn-', seconds: 61 })
  for (const text of ['', 'v2|0123abcd|g25|t|6', '{"slide":4}', `${own}|`, own.replace('g25', 'x25'), own.replace('61', '-1')])
    expect(readSuspended(text), text).toBeNull()
})
