/**
 * What became of a call to an LMS's script. Moodle's answers `true` even if its request failed: it then passes it to `sendBeacon`, and
 * nobody hears whether a beacon arrives. So we watch what the LMS's window sends during the call.
 */
import type { Arrival } from '../runtime'

type Sender = (...args: unknown[]) => unknown

/** @returns null if it may be lost. @throws what `call` throws */
export function arrivalOf(at: Window, call: () => void): Arrival | null {
  const { XMLHttpRequest: Request, navigator, document } = at as Partial<Window & typeof globalThis>
  const requests: XMLHttpRequest[] = []
  let isBroken = false
  let isBeacon = false
  const restore = [
    replaced(
      Request?.prototype,
      'send',
      (send) =>
        function (this: XMLHttpRequest, ...args) {
          requests.push(this)
          try {
            return send.apply(this, args)
          } catch (fault) {
            isBroken = true
            throw fault
          }
        },
    ),
    replaced(navigator, 'sendBeacon', (send) => (...args) => {
      isBeacon = true
      return send.apply(navigator, args)
    }),
  ]
  try {
    call()
  } finally {
    for (const one of restore) one()
  }
  // Others are still under way, such as Moodle's for its table of contents.
  const answers = requests.filter(({ readyState }) => readyState === DONE).map(({ status }) => status >= 200 && status < 300)
  if (isBroken || answers.includes(false)) return null
  // While a page is hidden, Moodle sends only beacons. Some other platform may always do so.
  if (navigator?.onLine === false || (isBeacon && document?.visibilityState === 'hidden')) return answers.includes(true) ? 'seen' : null
  return answers.includes(true) && !isBeacon ? 'seen' : 'said'
}
const DONE = 4

/** @returns a function that puts back what was there */
function replaced(target: object | undefined, name: string, by: (send: Sender) => Sender): () => void {
  const functions = target as Record<string, Sender> | undefined
  const before = functions?.[name]
  if (!functions || typeof before !== 'function') return () => {}
  const own = Object.getOwnPropertyDescriptor(functions, name)
  try {
    functions[name] = by(before)
  } catch {
    return () => {}
  }
  return () => (own ? Object.defineProperty(functions, name, own) : delete functions[name])
}
