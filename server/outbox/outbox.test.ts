import { afterEach, describe, expect, test, vi } from 'vitest'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { database } from '../database'
import { newLearner } from '../learning/learners'
import { type Answer, type SendNext, due, emptyOutbox, meaningOf, put, waitAfter } from './outbox'

const MINUTE = 60_000
const answer = (status: number): Answer => ({ status, isAboutEntry: true })

describe('an answer', () => {
  test.each([
    [200, 'sent'],
    [204, 'sent'],
    [409, 'sent'],
    [302, 'later'],
    [401, 'later'],
    [408, 'later'],
    [425, 'later'],
    [429, 'later'],
    [503, 'later'],
    [400, 'refused'],
    [403, 'refused'],
    [404, 'refused'],
    [422, 'refused'],
  ])('of %i means %s', (status, meant) => expect(meaningOf(answer(status))).toBe(meant))
  test.each([0, 200, 403, 409])('of %i on the way there means later', (status) =>
    expect(meaningOf({ status, isAboutEntry: false })).toBe('later'),
  )
})
test('each wait is twice as long, but none is longer than half a day', () => {
  expect([1, 2, 3].map(waitAfter)).toEqual([2 * MINUTE, 4 * MINUTE, 8 * MINUTE])
  expect(waitAfter(2_000)).toBe(12 * 60 * MINUTE)
})

onEachDatabase((fresh) => {
  holdStore(fresh)
  afterEach(() => vi.restoreAllMocks())
  const stopping = new AbortController()
  const sender = (...destinations: SendNext[]) =>
    ({ kind: 'statement', keeps: false, mostTries: 3, open: async () => destinations }) as const
  const entry = { id: 'one', body: '{}', tries: 0, at: 0 }
  const answers =
    (...statuses: number[]): SendNext =>
    async () => {
      const status = statuses.shift()
      return status === undefined ? null : { entry, answer: answer(status) }
    }

  test('an entry that is refused holds up nothing behind it; if a destination accepts nothing now, one try is enough', async () => {
    const done = await emptyOutbox([sender(answers(400, 204), answers(503, 204))], stopping.signal)
    expect(done).toEqual({ sent: 1, refused: 1, later: 1 })
  })
  test('a destination that does not answer holds up no other, of its kind or of another', async () => {
    let answered = () => {}
    const others = new Promise<void>((resolve) => (answered = resolve))
    let left = 2
    const slow: SendNext = () => others.then(() => null)
    const quick: SendNext = async () => {
      if (--left === 0) answered()
      return null
    }
    await emptyOutbox([sender(slow, quick), sender(quick)], stopping.signal)
  })
  test('a slow destination has its share of a run, and goes on in the next', async () => {
    let clock = Date.now()
    vi.spyOn(Date, 'now').mockImplementation(() => clock)
    const slow: SendNext = async () => {
      clock += 9_000
      return { entry, answer: answer(200) }
    }
    expect(await emptyOutbox([sender(slow)], stopping.signal)).toEqual({ again: { sent: 3, later: 0, refused: 0 } })
  })
  test('a sender that fails for a reason of ours fails alone', async () => {
    const broken: SendNext = () => Promise.reject(new Error('a fault of ours'))
    const shut = { ...sender(), open: () => Promise.reject(new Error('another')) }
    expect(await emptyOutbox([shut, sender(broken, answers(200))], stopping.signal)).toMatchObject({ sent: 1 })
  })
  test('nothing more is sent once the process is about to end', async () => {
    const ending = new AbortController()
    const next: SendNext = async () => {
      ending.abort()
      return { entry, answer: answer(200) }
    }
    expect(await emptyOutbox([sender(next)], ending.signal)).toMatchObject({ sent: 1 })
  })
  test('an entry that is not accepted is tried again later, then given up', async () => {
    const { learner } = await newLearner()
    await put(database(), [{ id: 'waits', kind: 'statement', learner_id: learner, body: {} }], 0)
    const down: SendNext = async (now) => {
      const found = await due('statement', now).executeTakeFirst()
      return found ? { entry: found, answer: answer(503) } : null
    }
    const keeping = { ...sender(down), keeps: true }
    const tried = async (now: number) => {
      await emptyOutbox([keeping], stopping.signal, now)
      return database().selectFrom('outbox').select(['state', 'reason', 'tries', 'due_at']).executeTakeFirst()
    }
    expect(await tried(0)).toEqual({ state: 'due', reason: '503', tries: 1, due_at: 2 * MINUTE })
    expect(await tried(MINUTE)).toMatchObject({ tries: 1 })
    expect(await tried(2 * MINUTE)).toMatchObject({ tries: 2 })
    expect(await tried(6 * MINUTE)).toMatchObject({ state: 'failed', tries: 3 })
  })
})
