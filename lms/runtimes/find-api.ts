/** Where an LMS has put its SCORM API: in a window around this one, in the one that opened it, or around that one. */

/** As in ADL's own search, where it guards against windows that are nested for ever. */
const MOST_WINDOWS = 500

/**
 * The nearest first: this window and those around it, then the one that opened the nearest of them and those around that, and so on.
 * @returns null if there is none, or only in windows of another origin
 */
export function findApi(name: 'API' | 'API_1484_11', from: Window): object | null {
  const seen = new Set<Window>()
  const openers: Window[] = [from]
  for (let start = openers.shift(); start; start = openers.shift()) {
    for (let around: Window | null = start; around && !seen.has(around) && seen.size < MOST_WINDOWS; around = readable(around, 'parent')) {
      seen.add(around)
      const api = readable(around, name)
      if (api && (typeof api === 'object' || typeof api === 'function')) return api
      const opener = readable(around, 'opener')
      if (opener) openers.push(opener)
    }
  }
  return null
}

/** A window of another origin, or one that was closed, throws. */
function readable(place: Window, name: 'parent' | 'opener'): Window | null
function readable(place: Window, name: string): unknown
function readable(place: Window, name: string): unknown {
  try {
    return (place as unknown as Record<string, unknown>)[name] ?? null
  } catch {
    return null
  }
}
