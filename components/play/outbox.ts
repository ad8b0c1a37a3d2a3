/**
 * Events on their way to the journal. What is not yet safe is kept in this browser's storage, so that a reload,
 * a closed tab or a lost network loses nothing; what the port acknowledged is dropped from there.
 */
import type { Appended, Delivery } from '@/scenarios/engine/play/delivery'
import type { PlayEvent } from '@/scenarios/engine/play/play'

/** What is true about the journal now, for the chip. */
export type Saved = 'saved' | 'saving' | 'waiting' | 'conflict' | 'gone'

interface Kept {
  seq: number
  events: PlayEvent[]
}
export interface Outbox {
  push(events: PlayEvent[]): void
  /** Resolves with true once everything is safe, with false once it is known that it never will be. */
  flushed(): Promise<boolean>
  subscribe(listener: () => void): () => void
  saved(): Saved
  stop(): void
}

type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>
export interface OutboxOptions {
  port: Pick<Delivery, 'append'>
  /** Events already in the journal. */
  length: number
  storage: Storage | null
  key: string
  /** Milliseconds before the n-th retry. */
  delay?: (retry: number) => number
}

export function createOutbox({ port, length, storage, key, delay = (n) => Math.min(30_000, 500 * 2 ** n) }: OutboxOptions): Outbox {
  let acknowledged = length
  let pending: PlayEvent[] = []
  let status: Saved = 'saved'
  let running = false
  let stopped = false
  let wake: (() => void) | null = null
  const listeners = new Set<() => void>()
  const waiters = new Set<(done: boolean) => void>()

  const keep = () => {
    try {
      if (pending.length === 0) storage?.removeItem(key)
      else storage?.setItem(key, JSON.stringify({ seq: acknowledged, events: pending } satisfies Kept))
    } catch {
      // Storage is full or forbidden: the events are still in memory and on their way.
    }
  }
  const become = (next: Saved) => {
    status = next
    for (const listener of listeners) listener()
    if (next === 'saved') settle(true)
    if (next === 'conflict' || next === 'gone') settle(false)
  }
  const settle = (done: boolean) => {
    for (const waiter of waiters) waiter(done)
    waiters.clear()
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })

  async function run() {
    for (let retry = 0; pending.length > 0 && !stopped; ) {
      const sent = [...pending]
      const answer: Appended = await port.append(acknowledged, sent).catch(() => ({ ok: false, reason: 'unreachable' }) as const)
      if (answer.ok) {
        retry = 0
        acknowledged += sent.length
        pending = pending.slice(sent.length)
        keep()
      } else if (answer.reason === 'unreachable') {
        become('waiting')
        await pause(delay(retry++))
      } else {
        pending = []
        keep()
        become(answer.reason)
        running = false
        return
      }
    }
    running = false
    if (!stopped) become('saved')
  }

  const hurry = () => wake?.()
  globalThis.addEventListener?.('online', hurry)

  return {
    push(events) {
      if (events.length === 0 || status === 'conflict' || status === 'gone') return
      pending.push(...events)
      keep()
      if (running) hurry()
      else {
        running = true
        become('saving')
        // The next scene is painted first; what is kept in storage is safe meanwhile.
        setTimeout(run)
      }
    },
    flushed: () => {
      if (status === 'conflict' || status === 'gone') return Promise.resolve(false)
      return pending.length === 0 ? Promise.resolve(true) : new Promise((resolve) => waiters.add(resolve))
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    saved: () => status,
    stop() {
      stopped = true
      hurry()
      globalThis.removeEventListener?.('online', hurry)
    },
  }
}

/** The events that an earlier visit kept and the journal of `length` events has not got yet. */
export function keptEvents(storage: Storage | null, key: string, journal: readonly PlayEvent[]): PlayEvent[] {
  try {
    const kept = JSON.parse(storage?.getItem(key) ?? 'null') as Kept | null
    if (!kept || !Array.isArray(kept.events) || kept.seq > journal.length) return []
    const known = journal.slice(kept.seq)
    const repeats = known.every((event, i) => i >= kept.events.length || JSON.stringify(event) === JSON.stringify(kept.events[i]))
    return repeats ? kept.events.slice(known.length) : []
  } catch {
    return []
  }
}
