import { describe, expect, test } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { isFinished, replay } from '@/scenarios/engine/play/journal'
import { shownSegments, sceneOf } from '@/scenarios/engine/play/play'
import { type Known, nextEvent, picker, scenarios } from '@/tests/support/play'
import { decode, encode } from './code'
import { readSuspended, written } from './suspended'

/** What LMSs keep for certain, and what we want to need. */
const ROOM = 1_024

/** A whole attempt, by lot. */
function walk(known: Known, seed: number): PlayEvent[] {
  const { play } = known.compiled
  const pick = picker(seed)
  let so = replay(play, [])
  while (!isFinished(so.state)) so = replay(play, [...so.steps.map(({ event }) => event), nextEvent(known, so.state, pick)])
  return so.steps.map(({ event }) => event)
}

/** The same with every sentence flagged, and everything checked and told that there is time for. */
function everything(known: Known, events: readonly PlayEvent[]): PlayEvent[] {
  const { play } = known.compiled
  const made: PlayEvent[] = []
  const add = (event: PlayEvent) => {
    if (!replay(play, [...made, event]).refused) made.push(event)
  }
  for (const event of events.filter(({ type }) => type === 'decide' || type === 'continue' || type === 'judge')) {
    const { state } = replay(play, made)
    if (state.phase === 'scene') {
      const scene = sceneOf(play, state)
      for (const { id } of scene.checks) add({ type: 'check', check: id })
      for (const { id } of shownSegments(scene, replay(play, made).state)) add({ type: 'flag', segment: id })
      add({ type: 'tell' })
    }
    add(event.type === 'decide' && sceneOf(play, state).lean ? { ...event, lean: 5 } : event)
  }
  return made
}

describe.each(scenarios.map((known) => [known.name, known] as const))('%s', (_, known) => {
  const { play } = known.compiled
  test('what is read is what was written, after every event', () => {
    for (let seed = 0; seed < 40; seed++) {
      const events = walk(known, seed)
      for (let n = 0; n <= events.length; n++) {
        const code = encode(play, events.slice(0, n))
        expect(code).toMatch(/^[\w-]*$/)
        expect(decode(play, code)).toEqual(events.slice(0, n))
      }
    }
  })
  test(`everything that can be done fits into ${ROOM} characters`, () => {
    const lengths = Array.from({ length: 40 }, (_, seed) => {
      const events = everything(known, walk(known, seed))
      expect(decode(play, encode(play, events))).toEqual(events)
      const nature = known.nature
      return written({ hash: '00000000', nature, seed: 2 ** 31 - 1, code: encode(play, events), seconds: 999_999 }).length
    })
    console.log(`suspended, of ${known.name}: at most ${Math.max(...lengths)} characters`)
    expect(Math.max(...lengths)).toBeLessThanOrEqual(ROOM)
  })
})

test('whatever is no code is read as far as it is one, and never as something that does not fit', () => {
  const known = scenarios.find(({ compiled }) => compiled.kind !== 'tutorial')!
  const { play } = known.compiled
  const code = encode(play, walk(known, 1))
  for (let at = 0; at < code.length; at++)
    for (const wrong of ['z', '-', '0', '', '|', ' ', '€']) {
      const events = decode(play, code.slice(0, at) + wrong + code.slice(at + 1))
      expect(replay(play, events).refused).toBeNull()
    }
})

test('what another package left behind is nothing of ours', () => {
  const own = written({ hash: '0123abcd', nature: 'genuine', seed: 77, code: 'tn-', seconds: 61.4 })
  expect(own).toBe('v1|0123abcd|g25|tn-|61')
  expect(readSuspended(own)).toEqual({ hash: '0123abcd', nature: 'genuine', seed: 77, code: 'tn-', seconds: 61 })
  for (const text of ['', 'v2|0123abcd|g25|t|6', '{"slide":4}', `${own}|`, own.replace('g25', 'x25'), own.replace('61', '-1')])
    expect(readSuspended(text), text).toBeNull()
})
