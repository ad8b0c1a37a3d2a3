import 'server-only'
import type { ServerResponse } from 'node:http'

/**
 * Pages take a while to make. Of each network some are made at once and the others wait, so that a network that asks for a
 * thousand keeps those of other networks waiting for a few alone. Whoever leaves meanwhile makes no work.
 */
export const TURNS = { atOnce: 12, waiting: 3_000 }

interface Network {
  going: number
  waiting: Set<() => void>
}

/** @returns a function that starts `make` now or in its turn; false where too many wait already */
export function createTurns({ atOnce, waiting } = TURNS): (network: string, response: ServerResponse, make: () => void) => boolean {
  const networks = new Map<string, Network>()
  return (key, response, make) => {
    if (response.destroyed) return true
    const network = networks.get(key) ?? { going: 0, waiting: new Set() }
    networks.set(key, network)
    if (network.going >= atOnce && network.waiting.size >= waiting) return false
    const start = () => {
      network.waiting.delete(start)
      network.going++
      // It is made once the first of it is sent: however slowly somebody reads the rest, others go on.
      onceBegun(response, () => {
        // Not at once: in between it is seen who else asks.
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

/** Calls back once, when the answer begins, or will not. */
function onceBegun(response: ServerResponse, callBack: () => void): void {
  let isOver = false
  const over = () => {
    if (!isOver) callBack()
    isOver = true
  }
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (...given: unknown[]) => {
    over()
    return writeHead(...given)
  }
  response.on('close', over)
}
