/**
 * A screen's connection to its session: a stream that comes back by itself, and questions where streams do not pass.
 * The browser's own reconnect is not used: it knows no jitter, and gives up for good at the first error page.
 */
import type { Counts } from '@/scenarios/engine/live/host'
import type { Role } from '@/scenarios/engine/live/script'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Joined, Snapshot, StreamEvents } from '@/scenarios/engine/live/wire'
import { backoff } from './backoff'
import { goneBy, newest, reasonOf, told } from './merge'

/** The server beats every 15 s: a stream that says nothing for so long is dead. */
const DEAD = 45_000
/** A page that comes to the front trusts a stream that spoke within so long. */
const FRESH = 5_000
/** Without an event for so long after opening, something on the way keeps the stream back. */
const SILENT = 4_000
const POLL = 2_000
const POLL_JITTER = 1_000
const PATIENCE = 8_000
/** A stream that is back within so long was not worth a word. */
const UNSAID = 2_500

export interface Shown {
  view: RoomView
  counts: Counts | null
  people: Joined[]
  /** `lost`: what is shown may be old. `gone`: for good. */
  status: 'live' | 'lost' | 'gone'
  gone: 'removed' | 'deleted' | null
  /** The server's clock minus this one, in milliseconds. */
  skew: number
}
export interface Screen {
  base: string
  as: Role
  key?: string
  first: RoomView
  counts?: Counts | null
  people?: Joined[]
}

interface Source {
  addEventListener(name: string, listener: (event: Event) => void): void
  close(): void
}
/** What the link needs of a browser. */
export interface Surroundings {
  window: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  document: Pick<EventTarget, 'addEventListener' | 'removeEventListener'> & { visibilityState: string }
  open(url: string): Source
  fetch(url: string, init: RequestInit): Promise<Response>
  random(): number
  reload(): void
}
const browser = (): Surroundings => ({
  window,
  document,
  open: (url) => new EventSource(url),
  fetch: (url, init) => fetch(url, init),
  random: Math.random,
  reload: () => location.reload(),
})

export const firstShown = ({ first, counts = null, people = [] }: Screen): Shown => ({
  view: first,
  counts,
  people,
  status: 'live',
  gone: null,
  skew: 0,
})

/** Calls `show` at every change. Returns how to end it. */
export function openLink(screen: Screen, show: (shown: Shown) => void, around: Surroundings = browser()): () => void {
  const query = new URLSearchParams({ as: screen.as, ...(screen.key && { key: screen.key }) })
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  let shown = firstShown(screen)
  let source: Source | null = null
  let held: RoomView | null = null
  let heardAt = Date.now()
  let retries = 0
  let polling = false
  let over = false

  const disarm = (name: string) => {
    clearTimeout(timers.get(name))
    timers.delete(name)
  }
  const arm = (name: string, ms: number, run: () => void) => {
    disarm(name)
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        run()
      }, ms),
    )
  }
  const become = (change: Partial<Shown>) => {
    if (Object.entries(change).every(([name, value]) => shown[name as keyof Shown] === value)) return
    shown = { ...shown, ...change }
    show(shown)
  }
  const live = () => {
    disarm('lost')
    become({ status: 'live' })
  }
  const lose = () => {
    if (shown.status === 'live' && !timers.has('lost')) arm('lost', UNSAID, () => become({ status: 'lost' }))
  }

  function open() {
    disarm('reopen')
    source?.close()
    held = null
    const opened = (source = around.open(`${screen.base}/stream?${query}`))
    const on = <N extends keyof StreamEvents>(name: N, take: (data: StreamEvents[N]) => void) =>
      opened.addEventListener(name, (event) => {
        if (source !== opened) return
        heard()
        take(JSON.parse((event as MessageEvent<string>).data) as StreamEvents[N])
      })
    on('hello', ({ now }) => become({ skew: now - Date.now() }))
    on('view', (event) => {
      held = told(held, event)
      become({ view: newest(shown.view, held) })
    })
    on('counts', (counts) => become({ counts }))
    on('people', (people) => become({ people }))
    on('joined', (joined) => become({ people: [...new Map([...shown.people, ...joined].map((p) => [p.id, p])).values()] }))
    on('beat', () => {})
    on('reload', () => around.reload())
    on('gone', ({ reason }) => end(reason))
    opened.addEventListener('error', () => {
      if (source === opened) drop()
    })
    arm('watchdog', DEAD, drop)
    awaitStream()
  }
  const awaitStream = () => {
    if (!polling && !timers.has('silence')) arm('silence', SILENT, () => void poll())
  }

  function heard() {
    heardAt = Date.now()
    retries = 0
    polling = false
    disarm('silence')
    disarm('poll')
    arm('watchdog', DEAD, drop)
    live()
  }

  function drop() {
    source?.close()
    source = null
    disarm('watchdog')
    arm('reopen', backoff(retries++, around.random()), open)
    if (!polling) lose()
    awaitStream()
  }

  async function poll() {
    polling = true
    const response = await around
      .fetch(`${screen.base}/state?${query}&after=${shown.view.version}`, {
        headers: { accept: 'application/json' },
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE),
      })
      .catch(() => null)
    const reason = response && !response.ok ? await reasonOf(response) : undefined
    const snapshot = response?.status === 200 ? ((await response.json().catch(() => null)) as Snapshot | null) : null
    if (over || !polling) return
    const gone = response && goneBy(response.status, reason)
    if (gone) return end(gone)
    if (snapshot) {
      const { now, view, counts, people } = snapshot
      become({ view: newest(shown.view, view), skew: now - Date.now(), ...(counts && { counts }), ...(people && { people }) })
    }
    if (snapshot || response?.status === 204) live()
    else lose()
    arm('poll', POLL + around.random() * POLL_JITTER, () => void poll())
  }

  function close() {
    over = true
    source?.close()
    source = null
    for (const name of [...timers.keys()]) disarm(name)
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
  }
  function end(gone: 'removed' | 'deleted') {
    close()
    become({ status: 'gone', gone })
  }

  const again = () => {
    retries = 0
    open()
  }
  const listeners: [Pick<EventTarget, 'addEventListener' | 'removeEventListener'>, string, (event: Event) => void][] = [
    [
      around.document,
      'visibilitychange',
      () => {
        if (around.document.visibilityState === 'visible' && Date.now() - heardAt > FRESH) again()
      },
    ],
    [around.window, 'online', again],
    [around.window, 'offline', () => become({ status: 'lost' })],
    // A page with an open stream is not kept for the back button.
    [
      around.window,
      'pagehide',
      () => {
        source?.close()
        source = null
      },
    ],
    [
      around.window,
      'pageshow',
      (event) => {
        if ((event as PageTransitionEvent).persisted) again()
      },
    ],
  ]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener)
  open()
  return close
}
