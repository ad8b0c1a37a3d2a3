/** A value that notifies its subscribers, as `useSyncExternalStore` needs. */
export interface Observable<T> {
  read(): T
  set(next: T): void
  subscribe(listener: () => void): () => void
}

export function observable<T>(value: T): Observable<T> {
  const listeners = new Set<() => void>()
  return {
    read: () => value,
    set(next) {
      value = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
