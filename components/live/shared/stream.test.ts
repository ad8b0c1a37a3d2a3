import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Snapshot, StreamEvents } from '@/scenarios/engine/live/wire'
import { type LiveState, openLink } from './stream'

const view = (version: number, more: Partial<RoomView> = {}) => ({ version, phase: 'reading', ...more }) as RoomView

class Stream extends EventTarget {
  closed = false
  constructor(readonly url: string) {
    super()
  }
  close() {
    this.closed = true
  }
  emit<N extends keyof StreamEvents>(name: N, data: StreamEvents[N]) {
    if (!this.closed) this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }))
  }
  fail() {
    this.dispatchEvent(new Event('error'))
  }
}

function browser(random = 0) {
  const streams: Stream[] = []
  const asked: string[] = []
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' })
  const frame = new EventTarget()
  let state: () => Response | Promise<Response> = () => {
    throw new TypeError('Failed to fetch')
  }
  const shown: LiveState[] = []
  const reload = vi.fn()
  const close = openLink({ base: '/en/live/S', as: 'participant', first: view(1) }, (s) => shown.push(s), {
    window: frame,
    document: page,
    random: () => random,
    reload,
    open: (url) => {
      const stream = new Stream(url)
      streams.push(stream)
      return stream
    },
    fetch: async (url) => {
      asked.push(url)
      return state()
    },
  })
  return {
    streams,
    asked,
    page,
    frame,
    close,
    reload,
    get last() {
      return streams.at(-1)!
    },
    get shown() {
      return shown.at(-1)
    },
    answer: (next: typeof state) => {
      state = next
    },
  }
}
const snapshot = (version: number) =>
  new Response(JSON.stringify({ now: Date.now() + 500, view: view(version), counts: null, people: null } satisfies Snapshot), {
    headers: { 'content-type': 'application/json' },
  })
const refusal = (status: number, reason: string) =>
  new Response(JSON.stringify({ reason }), { status, headers: { 'content-type': 'application/json' } })
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

describe('a stream', () => {
  test('delivers the whole view, then what has changed, and the server’s clock', () => {
    const at = browser()
    expect(at.last.url).toBe('/en/live/S/stream?as=participant')
    at.last.emit('hello', { now: 1_002_000 })
    at.last.emit('view', view(2, { title: 'A' }))
    at.last.emit('view', { version: 3, phase: 'voting' })
    expect(at.shown).toMatchObject({ status: 'live', skew: 2_000, view: view(3, { title: 'A', phase: 'voting' }) })
  })

  test('from a process that is behind shows nothing older, and counts once it catches up', () => {
    const at = browser()
    at.last.emit('view', view(5, { title: 'A' }))
    at.last.fail()
    vi.advanceTimersByTime(300)
    at.last.emit('view', view(4, { title: 'A', phase: 'lobby' }))
    expect(at.shown!.view).toMatchObject({ version: 5, phase: 'reading' })
    at.last.emit('view', { version: 6, phase: 'voting' })
    expect(at.shown!.view).toEqual(view(6, { title: 'A', phase: 'voting' }))
  })

  test('that fails is closed and reopened, later each time, and soon again after it has spoken', async () => {
    const at = browser(0.999_999)
    const comesBackAfter = async (ms: number) => {
      const before = at.streams.length
      at.last.fail()
      expect(at.last.closed).toBe(true)
      await pass(ms - 10)
      expect(at.streams).toHaveLength(before)
      await pass(10)
      expect(at.streams).toHaveLength(before + 1)
    }
    for (const ms of [...Array<number>(8).fill(2_000), 5_000, 5_000]) await comesBackAfter(ms)
    at.last.emit('beat', null)
    await comesBackAfter(2_000)
  })

  test('that is silent for 45 seconds is reopened; a beat keeps it', async () => {
    const at = browser()
    at.last.emit('view', view(1))
    await pass(44_000)
    at.last.emit('beat', null)
    await pass(44_000)
    expect(at.streams).toHaveLength(1)
    await pass(1_300)
    expect(at.streams).toHaveLength(2)
    expect(at.streams[0]!.closed).toBe(true)
  })

  test('lists everybody at first, then newcomers, each once, and everybody again after a removal', () => {
    const at = browser()
    const joined = (id: string, number: number) => ({ id, name: id, number, at: 0 })
    const [ann, bob, cem] = [joined('ann', 1), joined('bob', 2), joined('cem', 3)]
    at.last.emit('people', [ann, bob])
    at.last.emit('joined', [bob, cem])
    expect(at.shown!.people).toEqual([ann, bob, cem])
    at.last.emit('people', [ann, cem])
    expect(at.shown!.people).toEqual([ann, cem])
  })

  test('that was replaced is ignored', () => {
    const at = browser()
    const [old] = at.streams
    old!.fail()
    vi.advanceTimersByTime(300)
    old!.closed = false
    old!.emit('view', view(9))
    expect(at.shown).toBeUndefined()
  })

  test('is open one at a time, and never after the end', async () => {
    const at = browser()
    for (let i = 0; i < 5; i++) at.frame.dispatchEvent(new Event('online'))
    expect(at.streams.filter((s) => !s.closed)).toHaveLength(1)
    at.close()
    at.frame.dispatchEvent(new Event('online'))
    await pass(100_000)
    expect(at.streams.filter((s) => !s.closed)).toHaveLength(0)
    expect(vi.getTimerCount()).toBe(0)
  })

  test('that says the page is outdated reloads it', () => {
    const at = browser()
    at.last.emit('view', view(1))
    expect(at.reload).not.toHaveBeenCalled()
    at.last.emit('reload', null)
    expect(at.reload).toHaveBeenCalledOnce()
  })

  test('that says goodbye ends the connection for good', async () => {
    const at = browser()
    at.last.emit('gone', { reason: 'removed' })
    expect(at.shown).toMatchObject({ status: 'gone', gone: 'removed' })
    at.page.dispatchEvent(new Event('visibilitychange'))
    await pass(100_000)
    expect(at.streams).toHaveLength(1)
    expect(at.asked).toEqual([])
  })
})

describe('a page that wakes', () => {
  test('reopens its stream at once if it has heard nothing for 5 seconds', () => {
    const at = browser()
    at.last.emit('view', view(1))
    vi.advanceTimersByTime(4_000)
    at.page.dispatchEvent(new Event('visibilitychange'))
    expect(at.streams).toHaveLength(1)
    vi.advanceTimersByTime(2_000)
    at.page.visibilityState = 'hidden'
    at.page.dispatchEvent(new Event('visibilitychange'))
    expect(at.streams).toHaveLength(1)
    at.page.visibilityState = 'visible'
    at.page.dispatchEvent(new Event('visibilitychange'))
    expect(at.streams).toHaveLength(2)
  })

  test('by the back button reopens its stream, which it had closed', () => {
    const at = browser()
    at.frame.dispatchEvent(new Event('pagehide'))
    expect(at.last.closed).toBe(true)
    at.frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: false }))
    expect(at.streams).toHaveLength(1)
    at.frame.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }))
    expect(at.streams).toHaveLength(2)
  })
})

describe('a lost connection', () => {
  test('is shown if it is not back soon, and withdrawn when it is', async () => {
    const at = browser()
    at.last.emit('view', view(2))
    at.last.fail()
    await pass(300)
    at.last.emit('view', view(2))
    await pass(5_000)
    expect(at.shown!.status).toBe('live')
    at.last.fail()
    await pass(2_500)
    expect(at.shown!.status).toBe('lost')
    at.last.emit('hello', { now: 0 })
    expect(at.shown!.status).toBe('live')
  })

  test('is shown at once if the device reports it', () => {
    const at = browser()
    at.frame.dispatchEvent(new Event('offline'))
    expect(at.shown!.status).toBe('lost')
  })
})

describe('if no stream gets through', () => {
  test('the state is polled after 4 seconds, repeatedly, until a stream speaks', async () => {
    const at = browser()
    at.answer(() => snapshot(2))
    await pass(3_999)
    expect(at.asked).toEqual([])
    await pass(1)
    expect(at.asked).toEqual(['/en/live/S/state?as=participant&after=1'])
    expect(at.shown).toMatchObject({ status: 'live', skew: 500, view: { version: 2 } })
    at.answer(() => new Response(null, { status: 204 }))
    await pass(2_000)
    expect(at.asked.at(-1)).toBe('/en/live/S/state?as=participant&after=2')
    expect(at.shown).toMatchObject({ status: 'live', view: { version: 2 } })
    at.last.emit('view', view(3))
    const asked = at.asked.length
    await pass(10_000)
    expect(at.asked).toHaveLength(asked)
  })

  test('a stream that keeps failing does not stop the polling, and the connection is not called lost', async () => {
    const at = browser()
    at.answer(() => snapshot(2))
    for (let i = 0; i < 40; i++) {
      at.last.fail()
      await pass(300)
    }
    expect(at.asked.length).toBeGreaterThan(3)
    expect(at.shown).toMatchObject({ status: 'live', view: { version: 2 } })
  })

  test('a late response changes nothing', async () => {
    const at = browser()
    let reply = (_: Response) => {}
    at.answer(
      () =>
        new Promise((resolve) => {
          reply = resolve
        }),
    )
    await pass(4_000)
    at.last.emit('view', view(7))
    reply(snapshot(9))
    await pass(0)
    expect(at.shown!.view.version).toBe(7)
  })

  test.each([
    [403, 'forbidden', 'removed'],
    [404, 'unknown', 'deleted'],
  ] as const)('%d %s ends it', async (status, reason, gone) => {
    const at = browser()
    at.answer(() => refusal(status, reason))
    await pass(4_000)
    expect(at.shown).toMatchObject({ status: 'gone', gone })
    await pass(100_000)
    expect(at.asked).toHaveLength(1)
  })

  test('a proxy’s error page does not', async () => {
    const at = browser()
    at.answer(() => new Response('Not found', { status: 404 }))
    await pass(6_600)
    expect(at.shown!.status).toBe('lost')
    at.answer(() => snapshot(2))
    await pass(2_000)
    expect(at.shown).toMatchObject({ status: 'live', view: { version: 2 } })
  })
})
