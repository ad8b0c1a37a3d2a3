/** Saves what is typed after a short pause, and calls it saved only once the server has it. */
import { useEffect, useState, useSyncExternalStore } from 'react'
import type { CommandRefusal } from '@/scenarios/engine/live/wire'
import { observable } from '../../play/observable'
import type { PostResult } from './post'

/** `typing`: not sent yet. `waiting`: not saved, will be retried. `refused`: will not be saved. */
export type SaveState = 'saved' | 'typing' | 'saving' | 'waiting' | 'refused'
export interface Draft<T> {
  value: T
  state: SaveState
  reason?: CommandRefusal
}
export interface Autosave<T> {
  change(value: T): void
  flush(): void
  subscribe(listener: () => void): () => void
  read(): Draft<T>
}

/** Times are in milliseconds. */
export function createAutosave<T>(initial: T, save: (value: T) => Promise<PostResult>, { quiet = 1000, retry = 4000 } = {}): Autosave<T> {
  const draft = observable<Draft<T>>({ value: initial, state: 'saved' })
  let timer: ReturnType<typeof setTimeout> | undefined
  let running = false

  async function run() {
    clearTimeout(timer)
    if (running) return
    running = true
    const { value } = draft.read()
    draft.set({ value, state: 'saving' })
    const answer = await save(value)
    running = false
    if (draft.read().value !== value) return void run()
    if (answer.ok) return draft.set({ value, state: 'saved' })
    if (answer.reason !== 'unreachable') return draft.set({ value, state: 'refused', reason: answer.reason })
    draft.set({ value, state: 'waiting' })
    timer = setTimeout(run, retry)
  }

  return {
    change(value) {
      clearTimeout(timer)
      draft.set({ value, state: running ? 'saving' : 'typing' })
      timer = setTimeout(run, quiet)
    },
    flush() {
      const { state } = draft.read()
      if (state !== 'saved' && state !== 'refused') void run()
    },
    subscribe: draft.subscribe,
    read: draft.read,
  }
}

/** Leaving the field or the page saves the draft. */
export function useDraft<T>(autosave: Autosave<T>): Draft<T> {
  useEffect(() => {
    const flush = () => autosave.flush()
    addEventListener('pagehide', flush)
    addEventListener('online', flush)
    return () => {
      removeEventListener('pagehide', flush)
      removeEventListener('online', flush)
      flush()
    }
  }, [autosave])
  return useSyncExternalStore(autosave.subscribe, autosave.read, autosave.read)
}

/** One draft per key for the lifetime of the page, so that going back to a moment finds what was typed there, saved or not. */
export function useDrafts<T>(make: (key: string) => Autosave<T>): (key: string) => Autosave<T> {
  const [made] = useState(() => new Map<string, Autosave<T>>())
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}
