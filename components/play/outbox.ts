/**
 * Events in flight to the journal. Those not yet safe stay in this browser's storage, so a reload, a closed tab or a lost network loses
 * nothing. Acknowledged events are removed, unless the page itself is kept for when there is no network (public/offline.js): the kept page
 * plays again what came after it was made, until the play is over or the page is made again.
 */
import type { AppendResult, Delivery } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import { type BrowserStorage, kept } from './browser-storage'
import { observable } from './observable'
import { retryQueue, waitBefore } from './retry-queue'

export type JournalState = 'saved' | 'saving' | 'waiting' | 'conflict' | 'gone'

interface StoredJournal {
  seq: number
  events: PlayEvent[]
}
export interface Outbox {
  push(events: PlayEvent[]): void
  /** Resolves with true once everything is safe, with false once it never will be. */
  flushed(): Promise<boolean>
  subscribe(listener: () => void): () => void
  saved(): JournalState
  stop(): void
}

export interface OutboxOptions {
  port: Pick<Delivery, 'append'>
  length: number
  storage: BrowserStorage | null
  key: string
  /** Whether this page may be shown again as it was made. */
  pageIsKept?: boolean
  /** Milliseconds before the n-th retry. */
  delay?: (retry: number) => number
}

const BATCH = 200

export function createOutbox({
  port,
  length,
  storage,
  key,
  pageIsKept = 'serviceWorker' in navigator,
  delay = waitBefore,
}: OutboxOptions): Outbox {
  let acknowledged = length
  let pending: PlayEvent[] = []
  let stored: StoredJournal = { seq: length, events: [] }
  const status = observable<JournalState>('saved')
  const waiters = new Set<(done: boolean) => void>()

  const keep = () => kept<StoredJournal>(storage, key).write(stored.events.length === 0 ? null : stored)
  const become = (next: JournalState) => {
    status.set(next)
    if (next === 'saved' || isOver()) settle(next === 'saved')
  }
  const settle = (done: boolean) => {
    for (const waiter of waiters) waiter(done)
    waiters.clear()
  }
  const isOver = () => status.read() === 'conflict' || status.read() === 'gone'

  async function send(retry: number): Promise<number | null> {
    const sent = pending.slice(0, BATCH)
    const answer: AppendResult = await port.append(acknowledged, sent).catch(() => ({ ok: false, reason: 'unreachable' }) as const)
    if (!answer.ok && answer.reason === 'unreachable') {
      become('waiting')
      return delay(retry)
    }
    if (answer.ok) acknowledged += sent.length
    pending = answer.ok ? pending.slice(sent.length) : []
    const isOver = !answer.ok || (pending.length === 0 && sent.at(-1)!.type === 'judge')
    if (isOver || !pageIsKept) stored = { seq: acknowledged, events: [...pending] }
    keep()
    if (!answer.ok) become(answer.reason)
    return null
  }
  const loop = retryQueue(
    () => pending.length > 0,
    send,
    () => isOver() || become('saved'),
  )
  globalThis.addEventListener?.('online', loop.hurry)
  keep()

  return {
    push(events) {
      if (events.length === 0 || isOver()) return
      const idle = pending.length === 0
      pending.push(...events)
      stored.events.push(...events)
      keep()
      loop.hurry()
      if (!idle) return
      become('saving')
      // Paints the next scene first; stored events are safe meanwhile.
      setTimeout(loop.start)
    },
    flushed: () => (isOver() || pending.length === 0 ? Promise.resolve(!isOver()) : new Promise((resolve) => waiters.add(resolve))),
    subscribe: status.subscribe,
    saved: status.read,
    stop() {
      loop.stop()
      globalThis.removeEventListener?.('online', loop.hurry)
    },
  }
}

export function keptEvents(storage: BrowserStorage | null, key: string, journal: readonly PlayEvent[]): PlayEvent[] {
  const found = kept<StoredJournal>(storage, key).read()
  if (!Array.isArray(found?.events) || found.seq > journal.length) return []
  const known = journal.slice(found.seq)
  const repeats = known.every((event, i) => i >= found.events.length || JSON.stringify(event) === JSON.stringify(found.events[i]))
  return repeats ? found.events.slice(known.length) : []
}
