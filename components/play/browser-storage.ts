export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

export function browserStorage(): BrowserStorage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** One stored value. If storage is full or forbidden, nothing is stored; values that we cannot read count as absent. */
export const kept = <T>(storage: BrowserStorage | null, key: string) => ({
  read(): T | null {
    try {
      return JSON.parse(storage?.getItem(key) ?? 'null') as T | null
    } catch {
      return null
    }
  },
  write(value: T | null): void {
    try {
      if (value === null) storage?.removeItem(key)
      else storage?.setItem(key, JSON.stringify(value))
    } catch {
      // The value is still in memory and in flight.
    }
  },
})
