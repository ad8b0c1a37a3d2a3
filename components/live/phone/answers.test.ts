import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { AnswerBody } from '@/scenarios/engine/live/answer-form'
import type { Answer } from '@/scenarios/engine/live/ballot'
import type { OwnAnswers } from '@/scenarios/engine/live/wire'
import { type AnswersOptions, type Entries, openAnswers } from './answers'

const NOTHING: OwnAnswers = { moment: 1, flags: [], votes: {} }
const vote = (choice: string): AnswerBody => ({ about: 'round-1', ballot: { kind: 'decide', choices: { act: choice } } })
const json = (status: number, body: object, headers = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
const TAKEN = () => json(200, { taken: true })

function storage() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}

function server(...replies: (Response | Promise<Response> | 'offline')[]) {
  const got: Answer[] = []
  const fetch: AnswersOptions['fetch'] = async (_, init) => {
    got.push(JSON.parse(init.body as string) as Answer)
    const reply = replies.shift() ?? TAKEN()
    if (reply === 'offline') throw new TypeError('Failed to fetch')
    return reply
  }
  const choices = () => got.map((a) => ('ballot' in a && a.ballot.kind === 'decide' ? a.ballot.choices.act : a.about))
  return { fetch, got, choices }
}

function open(fetch: AnswersOptions['fetch'], options: Partial<AnswersOptions> = {}) {
  const seen: { entries: Entries; gone: boolean } = { entries: {}, gone: false }
  const standings: string[] = []
  const answers = openAnswers({
    base: '/en/live/S1',
    mine: NOTHING,
    storage: storage(),
    fetch,
    random: () => 0,
    onChange: (entries, gone) => {
      Object.assign(seen, { entries, gone })
      standings.push(entries['1/round-1']?.standing ?? '')
    },
    ...options,
  })
  return { answers, seen, standings }
}
const settled = () => vi.advanceTimersByTimeAsync(20_000)
beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

describe('an answer', () => {
  test('is saved only once acknowledged, and never sent again', async () => {
    const { fetch, got } = server()
    const kept = storage()
    const { answers, standings } = open(fetch, { storage: kept })
    answers.send(1, vote('a'))
    expect(standings).toEqual(['sending'])
    await settled()
    answers.hurry()
    await settled()
    expect(standings).toEqual(['sending', 'saved'])
    open(fetch, { storage: kept })
    await settled()
    expect(got).toHaveLength(1)
    expect(got[0]).toEqual({ moment: 1, seq: 1_000_000, about: 'round-1', ballot: { kind: 'decide', choices: { act: 'a' } } })
  })

  test('changed in flight is followed only by the newer one', async () => {
    let acknowledge = (_: Response) => {}
    const { fetch, choices, got } = server(
      new Promise((resolve) => {
        acknowledge = resolve
      }),
    )
    const { answers, seen } = open(fetch)
    for (const choice of ['a', 'b', 'c']) answers.send(1, vote(choice))
    await settled()
    expect(choices()).toEqual(['a'])
    acknowledge(TAKEN())
    await settled()
    expect(choices()).toEqual(['a', 'c'])
    expect(got[1]!.seq).toBeGreaterThan(got[0]!.seq)
    expect(seen.entries['1/round-1']).toMatchObject({ standing: 'saved', counted: { seq: got[1]!.seq } })
  })

  test.each([
    ['the network is away', 'offline'],
    ['the server is busy', json(503, { reason: 'busy' })],
    ['a proxy answers', new Response('', { status: 502 })],
    ['it comes too often', json(429, { reason: 'too-many' })],
    ['a sign-in page answers', new Response('<html>', { status: 200, headers: { 'content-type': 'text/html' } })],
    ['a proxy has no backend', new Response('not found', { status: 404 })],
  ] as const)('is tried again if %s', async (_, reply) => {
    const { fetch, choices } = server(reply === 'offline' ? reply : reply.clone(), 'offline')
    const { answers, standings } = open(fetch)
    answers.send(1, vote('a'))
    await settled()
    expect(choices()).toEqual(['a', 'a', 'a'])
    expect(standings).toEqual(['sending', 'waiting', 'waiting', 'saved'])
  })

  test('waits as long as the server asks', async () => {
    const { fetch, got } = server(json(429, { reason: 'too-many' }, { 'retry-after': '7' }))
    open(fetch).answers.send(1, vote('a'))
    await vi.advanceTimersByTimeAsync(7_200)
    expect(got).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(200)
    expect(got).toHaveLength(2)
  })

  test('that waits is sent at once when asked to hurry', async () => {
    const { fetch, got } = server('offline')
    const { answers } = open(fetch, { random: () => 0.99 })
    answers.send(1, vote('a'))
    await vi.advanceTimersByTimeAsync(10)
    answers.hurry()
    await vi.advanceTimersByTimeAsync(10)
    expect(got).toHaveLength(2)
  })

  test('has a higher number than any before it, whatever the clock says', async () => {
    const { fetch, got } = server()
    const kept = storage()
    let now = 5_000
    const before = open(fetch, { storage: kept, now: () => now })
    before.answers.send(1, vote('a'))
    before.answers.send(1, vote('b'))
    await settled()
    now = 10
    open(fetch, { storage: kept, now: () => now }).answers.send(1, vote('c'))
    await settled()
    expect(got.map((a) => a.seq)).toEqual([5_000, 5_001, 5_002])
  })
})

describe('an unacknowledged answer', () => {
  test('is sent after a reload [p:outbox]', async () => {
    const kept = storage()
    const away = server('offline', 'offline', 'offline')
    const { answers } = open(away.fetch, { storage: kept })
    answers.send(1, vote('a'))
    answers.send(1, { about: 'flags', flags: ['x'] })
    answers.send(1, vote('b'))
    await vi.advanceTimersByTimeAsync(1)
    answers.stop()
    const { fetch, choices } = server()
    const { seen } = open(fetch, { storage: kept })
    expect(seen.entries['1/round-1']!.standing).toBe('sending')
    await settled()
    expect(choices()).toEqual(['flags', 'b'])
    expect(seen.entries['1/round-1']!.standing).toBe('saved')
    expect(JSON.parse(kept.items.get('answers:S1')!)).toMatchObject({ answers: [] })
  })

  test('belongs to its session only', async () => {
    const kept = storage()
    const { answers } = open(server('offline').fetch, { storage: kept })
    answers.send(1, vote('a'))
    answers.stop()
    const { fetch, got } = server()
    open(fetch, { storage: kept, base: '/en/live/S2' })
    await settled()
    expect(got).toEqual([])
  })

  test('is stored alongside what another tab stores', async () => {
    const kept = storage()
    const [one, two] = [open(server('offline').fetch, { storage: kept }), open(server('offline').fetch, { storage: kept })]
    one.answers.send(1, vote('a'))
    two.answers.send(1, { about: 'flags', flags: [] })
    one.answers.stop()
    two.answers.stop()
    const { fetch, choices } = server()
    open(fetch, { storage: kept })
    await settled()
    expect(choices()).toEqual(['a', 'flags'])
  })

  test.each(['{"last":', '{"last":1,"answers":[null]}', '{"last":1,"answers":{}}', '7'])(
    'is nothing where storage holds %s',
    async (text) => {
      const kept = storage()
      kept.setItem('answers:S1', text)
      const { fetch, got } = server()
      open(fetch, { storage: kept })
      await settled()
      expect(got).toEqual([])
    },
  )

  test('is still sent if storage is forbidden', async () => {
    const refuse = () => {
      throw new Error('no')
    }
    const { fetch, got } = server('offline')
    open(fetch, { storage: { getItem: refuse, setItem: refuse, removeItem: refuse } }).answers.send(1, vote('a'))
    await settled()
    expect(got).toHaveLength(2)
  })
})

describe('an answer that is not accepted', () => {
  test('because the vote is closed is shown as refused and dropped, and the earlier one counts', async () => {
    const kept = storage()
    const { fetch, got } = server(TAKEN(), json(409, { reason: 'closed' }))
    const { answers, seen } = open(fetch, { storage: kept })
    answers.send(1, vote('a'))
    await settled()
    answers.send(1, vote('b'))
    await settled()
    expect(got).toHaveLength(2)
    expect(seen.entries['1/round-1']).toMatchObject({ standing: 'closed', answer: { seq: got[1]!.seq }, counted: { seq: got[0]!.seq } })
    expect(JSON.parse(kept.items.get('answers:S1')!)).toMatchObject({ answers: [] })
  })

  test.each([
    [409, 'unfit'],
    [400, 'malformed'],
    [403, 'forbidden'],
  ])('with %d %s is shown as refused, and given up', async (status, reason) => {
    const { fetch, got } = server(json(status, { reason }))
    const { answers, seen } = open(fetch)
    answers.send(1, vote('a'))
    await settled()
    expect(got).toHaveLength(1)
    expect(seen).toMatchObject({ gone: false, entries: { '1/round-1': { standing: 'unfit', counted: null } } })
  })

  test.each([
    [403, 'unknown'],
    [410, 'removed'],
    [404, 'unknown'],
  ])('with %d %s is the last: this browser is out', async (status, reason) => {
    const kept = storage()
    const { fetch, got } = server(json(status, { reason }))
    const { answers, seen } = open(fetch, { storage: kept })
    answers.send(1, vote('a'))
    answers.send(1, { about: 'flags', flags: ['x'] })
    await settled()
    answers.send(1, vote('b'))
    await settled()
    expect(got).toHaveLength(1)
    expect(seen.gone).toBe(true)
    expect(kept.items.size).toBe(0)
  })
})

test('what the server held counts until a newer answer is accepted', async () => {
  const mine: OwnAnswers = { moment: 1, flags: ['x'], votes: { 'round-1': { kind: 'decide', choices: { act: 'a' } } } }
  const { fetch } = server(json(409, { reason: 'closed' }))
  const { answers, seen } = open(fetch, { mine })
  answers.send(1, vote('b'))
  expect(seen.entries['1/flags']).toMatchObject({ standing: 'saved', answer: { flags: ['x'] } })
  await settled()
  expect(seen.entries['1/round-1']).toMatchObject({ standing: 'closed', counted: { ballot: { choices: { act: 'a' } } } })
})

test('another tab shows the newer answer and its state, but does not send it', async () => {
  const kept = storage()
  const [other, own] = [server(), server(json(409, { reason: 'closed' }))]
  const older = open(other.fetch, { storage: kept, onSet: (...set) => newer.answers.hear(...set) })
  const newer = open(own.fetch, { storage: kept, onSet: (...set) => older.answers.hear(...set) })
  const shown = ({ seen }: typeof older) => seen.entries['1/round-1']
  older.answers.send(1, vote('first'))
  await settled()
  expect(shown(newer)).toMatchObject({ standing: 'saved', answer: vote('first') })
  newer.answers.send(1, vote('second'))
  expect(shown(older)).toMatchObject({ standing: 'sending', answer: vote('second'), counted: vote('first') })
  await settled()
  expect(shown(older)).toMatchObject({ standing: 'closed', answer: vote('second'), counted: vote('first') })
  expect([other.got.length, own.got.length]).toEqual([1, 1])
  const last = shown(older)!.answer
  older.answers.send(1, vote('third'))
  older.answers.hear(last, 'saved')
  expect(shown(older), 'what is older changes nothing').toMatchObject({ standing: 'sending', answer: vote('third') })
})
