import 'server-only'
import type { ServerResponse } from 'node:http'

/** A few at a time for each network, so that one that asks for a thousand delays the others only a little. */
const RENDER_LIMITS = { atOnce: 12, waiting: 3_000 }

interface Network {
  going: number
  waiting: Set<() => void>
}

/** @returns a function that starts `make` now or when its turn comes; false if too many wait already */
export function createRenderQueue({
  atOnce,
  waiting,
} = RENDER_LIMITS): (network: string, response: ServerResponse, make: () => void) => boolean {
  const networks = new Map<string, Network>()
  return (key, response, make) => {
    if (response.destroyed) return true
    const network = networks.get(key) ?? { going: 0, waiting: new Set() }
    networks.set(key, network)
    if (network.going >= atOnce && network.waiting.size >= waiting) return false
    const start = () => {
      network.waiting.delete(start)
      network.going++
      // A page counts as rendered once its first bytes are sent, so a slow reader does not hold up others.
      onceBegun(response, () => {
        // Deferred, so that requests of other networks that have just arrived get in.
        setTimeout(() => {
          network.going--
          const [next] = network.waiting
          if (next) next()
          else if (network.going === 0) networks.delete(key)
        }, 0)
      })
      make()
    }
    if (network.going < atOnce) start()
    else {
      network.waiting.add(start)
      response.on('close', () => network.waiting.delete(start))
    }
    return true
  }
}

/** Calls back once: when the response begins (`Answer`) or its connection closes. */
function onceBegun(response: ServerResponse, callBack: () => void): void {
  const over = () => {
    response.off('begun', over).off('close', over)
    callBack()
  }
  response.on('begun', over).on('close', over)
}
