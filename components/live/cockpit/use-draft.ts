import { useEffect, useState, useSyncExternalStore } from 'react'
import type { Autosave, Draft } from './autosave'

/** The text typed, and whether it is saved. Leaving the field or the page saves it. */
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

/** One draft per key for the lifetime of the page: going back to a moment finds what was typed there, saved or not. */
export function useDrafts<T>(make: (key: string) => Autosave<T>): (key: string) => Autosave<T> {
  const [made] = useState(() => new Map<string, Autosave<T>>())
  return (key) => {
    const known = made.get(key) ?? make(key)
    made.set(key, known)
    return known
  }
}
