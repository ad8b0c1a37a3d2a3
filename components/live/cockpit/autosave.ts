/** Saves what is typed after a short pause, and reports truthfully what is saved. */
import type { CommandRefusal } from '@/scenarios/engine/live/wire'
import type { Posted } from './host-post'

/** `typing`: not sent yet. `waiting`: not saved, will be retried. `refused`: will not be saved. */
export type Saving = 'saved' | 'typing' | 'saving' | 'waiting' | 'refused'
export interface Draft<T> {
  value: T
  state: Saving
  /** Why it was refused. */
  reason?: CommandRefusal
}
export interface Autosave<T> {
  change(value: T): void
  /** Saves now whatever is not saved yet. */
  flush(): void
  subscribe(listener: () => void): () => void
  read(): Draft<T>
}

/** Times are in milliseconds. */
export function createAutosave<T>(initial: T, save: (value: T) => Promise<Posted>, { quiet = 1000, retry = 4000 } = {}): Autosave<T> {
  let draft: Draft<T> = { value: initial, state: 'saved' }
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false
  const listeners = new Set<() => void>()
  const become = (next: Draft<T>) => {
    draft = next
    for (const listener of listeners) listener()
  }

  async function run() {
    clearTimeout(timer)
    if (running) return
    running = true
    const { value } = draft
    become({ value, state: 'saving' })
    const answer = await save(value)
    running = false
    if (draft.value !== value) return void run()
    if (answer.ok) return become({ value, state: 'saved' })
    if (answer.reason !== 'unreachable') return become({ value, state: 'refused', reason: answer.reason })
    become({ value, state: 'waiting' })
    timer = setTimeout(run, retry)
  }

  return {
    change(value) {
      clearTimeout(timer)
      become({ value, state: running ? 'saving' : 'typing' })
      timer = setTimeout(run, quiet)
    },
    flush() {
      if (draft.state !== 'saved' && draft.state !== 'refused') void run()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    read: () => draft,
  }
}
