/** The limit of ADL's own search, against endless nesting. */
const MOST_WINDOWS = 500

export interface FoundApi {
  api: object
  /** The window that holds it. */
  at: Window
}

/** Nearest first: this window and those around it, then the opener of the nearest of them and those around that, and so on. */
export function findApi(name: 'API' | 'API_1484_11', from: Window): FoundApi | null {
  const seen = new Set<Window>()
  const openers: Window[] = [from]
  for (let start = openers.shift(); start; start = openers.shift()) {
    for (let around: Window | null = start; around && !seen.has(around) && seen.size < MOST_WINDOWS; around = readable(around, 'parent')) {
      seen.add(around)
      const api = readable(around, name)
      if (api && (typeof api === 'object' || typeof api === 'function')) return { api, at: around }
      const opener = readable(around, 'opener')
      if (opener) openers.push(opener)
    }
  }
  return null
}

/** Reading from a window of another origin, or from a closed one, throws. */
function readable(place: Window, name: 'parent' | 'opener'): Window | null
function readable(place: Window, name: string): unknown
function readable(place: Window, name: string): unknown {
  try {
    return (place as unknown as Record<string, unknown>)[name] ?? null
  } catch {
    return null
  }
}
