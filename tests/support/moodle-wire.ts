/**
 * How Moodle 5.1 passes on what a package wrote (`mod/scorm/request.js` and `mod/scorm/datamodels`): by a request that the page waits for.
 * If that fails, or if the page is hidden, by a beacon of which nobody hears, and its script says `true`. In SCORM 1.2 it passes on only
 * what has changed since it last tried, whether or not that arrived.
 */
import type { Standard } from './strict-lms'

export type Entries = [element: string, value: string][]
/** `off` if the computer has no network, `stopped` if the server does not answer. */
export type Network = 'on' | 'off' | 'stopped' | 'busy' | 'signed out'

export interface MoodleWire {
  /** For the window that holds its script. */
  window: object
  network(is: Network): void
  hides(isHidden: boolean): void
  /** What its script takes for stored. */
  known(): Record<string, string>
  /** @returns whether its script says `true` */
  pass(written: Readonly<Record<string, string>>): boolean
}

export function moodleWire(standard: Standard, loaded: Readonly<Record<string, string>>, arrive: (entries: Entries) => void): MoodleWire {
  const known = { ...loaded }
  let network: Network = 'on'
  let isHidden = false

  class XMLHttpRequest {
    readyState = 0
    status = 0
    responseText = ''
    send(entries: Entries) {
      if (network === 'off' || network === 'stopped') throw new Error('NetworkError')
      this.readyState = 4
      this.status = network === 'busy' ? 503 : 200
      this.responseText = network === 'on' ? 'true\n0' : '<!DOCTYPE html>'
      if (network === 'on') arrive(entries)
    }
  }
  const window = {
    XMLHttpRequest,
    document: {
      get visibilityState() {
        return isHidden ? 'hidden' : 'visible'
      },
    },
    navigator: {
      get onLine() {
        return network !== 'off'
      },
      sendBeacon(entries: Entries) {
        if (network === 'on') arrive(entries)
        return true
      },
    },
  }
  return {
    window,
    network: (is) => {
      network = is
    },
    hides: (is) => {
      isHidden = is
    },
    known: () => known,
    pass(written) {
      const changed = Object.entries(written).filter(([element, value]) => known[element] !== value)
      if (standard === 'scorm12') Object.assign(known, Object.fromEntries(changed))
      if (isHidden) return window.navigator.sendBeacon(changed)
      const request = new window.XMLHttpRequest()
      try {
        request.send(changed)
      } catch {
        return window.navigator.sendBeacon(changed)
      }
      return request.status === 200 && request.responseText.split('\n')[0] === 'true'
    },
  }
}
