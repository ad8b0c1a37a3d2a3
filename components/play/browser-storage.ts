export type BrowserStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>

/** The browser's storage, or null where it is forbidden. */
export function browserStorage(): BrowserStorage | null {
  try {
    return localStorage
  } catch {
    return null
  }
}

/** One value in it. Where it is full or forbidden nothing is kept, and what cannot be read is as if it were not there. */
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
      // It is still in memory and on its way.
    }
  },
})
