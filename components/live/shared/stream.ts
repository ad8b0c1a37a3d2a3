/**
 * A screen's connection to its session: a stream that reconnects by itself, and polling if streams do not get through. `stream-table.ts`
 * says when to do what; this file does it. We do not use the browser's own reconnect: it has no jitter, and gives up for good at the first
 * error page.
 */
import type { Counts } from '@/scenarios/engine/live/facilitator'
import type { Screen } from '@/scenarios/engine/live/script'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Participant, Snapshot, StreamEvents } from '@/scenarios/engine/live/wire'
import { backoff } from './backoff'
import { BEGIN, type Effect, type LinkEvent, type Timer, step } from './stream-table'
import { applyPatch, goneBy, latest, reasonOf } from './merge'

/** The server beats every 15 s: a stream silent for this long is dead. */
const DEAD = 45_000
/** A page that becomes visible trusts a stream that spoke within this time. */
const FRESH = 5_000
/** If nothing arrives within this time after opening, something on the way holds the stream back. */
const SILENT = 4_000
const POLL = 2_000
const POLL_JITTER = 1_000
const PATIENCE = 8_000
/** We do not mention the loss of a stream that is back within this time. */
const UNSAID = 2_500

export interface LiveState {
  view: RoomView
  counts: Counts | null
  people: Participant[]
  /** `lost`: what is shown may be outdated. `gone`: for good. */
  status: 'live' | 'lost' | 'gone'
  gone: 'removed' | 'deleted' | null
  /** The server's clock minus this one, in milliseconds. */
  skew: number
}
export interface LiveScreen {
  base: string
  as: Screen
  key?: string
  first: RoomView
  counts?: Counts | null
  people?: Participant[]
}

interface Source {
  addEventListener(name: string, listener: (event: Event) => void): void
  close(): void
}
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

export const firstShown = ({ first, counts = null, people = [] }: LiveScreen): LiveState => ({
  view: first,
  counts,
  people,
  status: 'live',
  gone: null,
  skew: 0,
})

export function openLink(screen: LiveScreen, show: (shown: LiveState) => void, around: Surroundings = browser()): () => void {
  const query = new URLSearchParams({ as: screen.as, ...(screen.key && { key: screen.key }) })
  const timers = new Map<Timer, ReturnType<typeof setTimeout>>()
  let state = BEGIN
  let shown = firstShown(screen)
  let source: Source | null = null
  let heardAt = Date.now()
  let asked = 0

  const become = (change: Partial<LiveState>) => {
    if (Object.entries(change).every(([name, value]) => shown[name as keyof LiveState] === value)) return
    shown = { ...shown, ...change }
    show(shown)
  }
  function happens(event: LinkEvent) {
    const { retries } = state
    const next = step(state, event)
    state = next.state
    for (const effect of next.effects) carryOut(effect, retries)
    if (state.word !== 'over') become({ status: state.word === 'lost' ? 'lost' : 'live' })
  }

  const waits: Record<Timer, (retries: number) => number> = {
    watchdog: () => DEAD,
    reopen: (retries) => backoff(retries, around.random()),
    silence: () => SILENT,
    question: () => POLL + around.random() * POLL_JITTER,
    doubt: () => UNSAID,
  }
  function carryOut(effect: Effect, retries: number) {
    if (effect === 'open') return open()
    if (effect === 'close') return close()
    if (effect === 'ask') return void ask()
    const [verb, timer] = effect.split(' ') as ['arm' | 'disarm', Timer]
    clearTimeout(timers.get(timer))
    if (verb === 'arm') timers.set(timer, setTimeout(happens, waits[timer](retries), timer))
  }

  function open() {
    source?.close()
    let held: RoomView | null = null
    const opened = (source = around.open(`${screen.base}/stream?${query}`))
    const on = <N extends keyof StreamEvents>(name: N, take: (data: StreamEvents[N]) => void) =>
      opened.addEventListener(name, (event) => {
        if (source !== opened) return
        heardAt = Date.now()
        happens('heard')
        take(JSON.parse((event as MessageEvent<string>).data) as StreamEvents[N])
      })
    on('hello', ({ now }) => become({ skew: now - Date.now() }))
    on('view', (event) => {
      held = applyPatch(held, event)
      become({ view: latest(shown.view, held) })
    })
    on('counts', (counts) => become({ counts }))
    on('people', (people) => become({ people }))
    on('joined', (joined) => become({ people: [...new Map([...shown.people, ...joined].map((p) => [p.id, p])).values()] }))
    on('beat', () => {})
    on('reload', () => around.reload())
    on('gone', ({ reason }) => leave(reason))
    opened.addEventListener('error', () => {
      if (source === opened) happens('failed')
    })
  }
  function close() {
    source?.close()
    source = null
  }

  async function ask() {
    const mine = ++asked
    const response = await around
      .fetch(`${screen.base}/state?${query}&after=${shown.view.version}`, {
        headers: { accept: 'application/json' },
        cache: 'no-store',
        signal: AbortSignal.timeout(PATIENCE),
      })
      .catch(() => null)
    const reason = response && !response.ok ? await reasonOf(response) : undefined
    const snapshot = response?.status === 200 ? ((await response.json().catch(() => null)) as Snapshot | null) : null
    // The stream has spoken in the meantime, or another poll is in flight.
    if (state.questions !== 'asking' || mine !== asked) return
    const gone = response && goneBy(response.status, reason)
    if (gone) return leave(gone)
    if (snapshot) {
      const { now, view, counts, people } = snapshot
      become({ view: latest(shown.view, view), skew: now - Date.now(), ...(counts && { counts }), ...(people && { people }) })
    }
    happens(snapshot || response?.status === 204 ? 'answered' : 'unanswered')
  }

  function end() {
    happens('end')
    for (const [target, name, listener] of listeners) target.removeEventListener(name, listener)
  }
  function leave(gone: 'removed' | 'deleted') {
    end()
    become({ status: 'gone', gone })
  }

  const listeners: [Pick<EventTarget, 'addEventListener' | 'removeEventListener'>, string, (event: Event) => void][] = [
    [
      around.document,
      'visibilitychange',
      () => {
        if (around.document.visibilityState === 'visible' && Date.now() - heardAt > FRESH) happens('again')
      },
    ],
    [around.window, 'online', () => happens('again')],
    [around.window, 'offline', () => happens('offline')],
    [around.window, 'pagehide', () => happens('hidden')],
    [
      around.window,
      'pageshow',
      (event) => {
        if ((event as PageTransitionEvent).persisted) happens('again')
      },
    ],
  ]
  for (const [target, name, listener] of listeners) target.addEventListener(name, listener)
  happens('again')
  return end
}
