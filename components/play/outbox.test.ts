import { describe, expect, test } from 'vitest'
import type { AppendResult, Delivery } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { createOutbox, keptEvents } from './outbox'

const flag = (segment: string): PlayEvent => ({ type: 'flag', segment })

function journal(answers: (AppendResult | 'throw')[] = []) {
  const events: PlayEvent[] = []
  const port: Pick<Delivery, 'append'> = {
    async append(seq, sent) {
      const answer = answers.shift()
      if (answer === 'throw') throw new TypeError('Failed to fetch')
      if (answer && !answer.ok) return answer
      // Repeating an append changes nothing.
      events.splice(seq, events.length - seq, ...sent)
      return { ok: true, length: events.length }
    },
  }
  return { port, events }
}
function storage() {
  const items = new Map<string, string>()
  return {
    items,
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, value: string) => void items.set(key, value),
    removeItem: (key: string) => void items.delete(key),
  }
}
const open = (port: Pick<Delivery, 'append'>, kept: ReturnType<typeof storage> | null = storage(), length = 0) =>
  createOutbox({ port, length, storage: kept, key: 'k', pageIsKept: false, delay: () => 1 })

describe('the outbox', () => {
  test('says saved only once everything is acknowledged', async () => {
    const { port, events } = journal()
    const box = open(port)
    expect(box.saved()).toBe('saved')
    box.push([flag('a')])
    expect(box.saved()).toBe('saving')
    expect(await box.flushed()).toBe(true)
    expect(box.saved()).toBe('saved')
    expect(events).toEqual([flag('a')])
  })

  test('sends events that arrive during a request, in order and once', async () => {
    const { port, events } = journal()
    const box = open(port)
    for (const segment of ['a', 'b', 'c']) box.push([flag(segment)])
    await box.flushed()
    expect(events).toEqual([flag('a'), flag('b'), flag('c')])
  })

  test('says so while the journal is unreachable, and retries until it is back', async () => {
    const { port, events } = journal(['throw', { ok: false, reason: 'unreachable' }, 'throw'])
    const box = open(port)
    const seen: string[] = []
    box.subscribe(() => seen.push(box.saved()))
    box.push([flag('a')])
    expect(await box.flushed()).toBe(true)
    expect(seen).toEqual(['saving', 'waiting', 'waiting', 'waiting', 'saved'])
    expect(events).toEqual([flag('a')])
  })

  test('stores what is not acknowledged, and removes it afterwards [p:outbox]', async () => {
    const kept = storage()
    const { port } = journal(['throw'])
    const box = open(port, kept, 3)
    box.push([flag('a')])
    expect(JSON.parse(kept.items.get('k')!)).toEqual({ seq: 3, events: [flag('a')] })
    await box.flushed()
    expect(kept.items.size).toBe(0)
  })

  test('if the page is kept, keeps what was played on it until the play is over or the page is made again [p:outbox]', async () => {
    const kept = storage()
    const { port } = journal()
    const box = createOutbox({ port, length: 3, storage: kept, key: 'k', pageIsKept: true })
    box.push([flag('a')])
    await box.flushed()
    box.push([flag('b')])
    await box.flushed()
    const journalThen = [flag('x'), flag('y'), flag('z')]
    expect(keptEvents(kept, 'k', journalThen), 'on the kept page').toEqual([flag('a'), flag('b')])
    expect(keptEvents(kept, 'k', [...journalThen, flag('a'), flag('b')]), 'on a new one').toEqual([])

    box.push([{ type: 'judge', looks: 'unsure' }])
    await box.flushed()
    expect(kept.items.size, 'when it is over').toBe(0)
    kept.setItem('k', JSON.stringify({ seq: 0, events: [flag('a')] }))
    createOutbox({ port, length: 1, storage: kept, key: 'k', pageIsKept: true })
    expect(kept.items.size, 'when it was made anew').toBe(0)
  })

  test('sends no more at once than the journal takes', async () => {
    const sizes: number[] = []
    const { port, events } = journal()
    const counting: typeof port = {
      append(seq, sent) {
        sizes.push(sent.length)
        return port.append(seq, sent)
      },
    }
    const box = open(counting)
    box.push(Array.from({ length: 450 }, (_, i) => flag(String(i))))
    await box.flushed()
    expect(sizes).toEqual([200, 200, 50])
    expect(events).toHaveLength(450)
  })

  test('stops at a contradiction, says so and stores none of it', async () => {
    const kept = storage()
    const { port } = journal([{ ok: false, reason: 'conflict' }])
    const box = open(port, kept)
    box.push([flag('mine')])
    expect(await box.flushed()).toBe(false)
    expect(box.saved()).toBe('conflict')
    expect(kept.items.size).toBe(0)
    box.push([flag('more')])
    expect(box.saved()).toBe('conflict')
  })

  test('works if storage is forbidden', async () => {
    const { port, events } = journal()
    const refusing = {
      getItem: () => {
        throw new Error('no')
      },
      setItem: () => {
        throw new Error('no')
      },
      removeItem: () => {
        throw new Error('no')
      },
    }
    const box = createOutbox({ port, length: 0, storage: refusing, key: 'k', pageIsKept: false })
    box.push([flag('a')])
    expect(await box.flushed()).toBe(true)
    expect(events).toHaveLength(1)
    expect(keptEvents(refusing, 'k', [])).toEqual([])
  })
})

describe('what an earlier visit stored', () => {
  const kept = (seq: number, ...events: PlayEvent[]) => {
    const held = storage()
    held.setItem('k', JSON.stringify({ seq, events }))
    return held
  }
  test('is returned', () => {
    expect(keptEvents(kept(0, flag('a')), 'k', [])).toEqual([flag('a')])
  })
  test('is returned without events that the journal has received since', () => {
    expect(keptEvents(kept(1, flag('b'), flag('c')), 'k', [flag('a'), flag('b')])).toEqual([flag('c')])
  })
  test('is dropped if the journal went another way', () => {
    expect(keptEvents(kept(1, flag('b')), 'k', [flag('a'), flag('x')])).toEqual([])
  })
  test('is dropped if it cannot be read', () => {
    const held = storage()
    held.setItem('k', '{"seq":0,')
    expect(keptEvents(held, 'k', [])).toEqual([])
    held.setItem('k', '{"seq":9,"events":[]}')
    expect(keptEvents(held, 'k', [])).toEqual([])
  })
})
