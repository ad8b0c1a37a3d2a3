import 'server-only'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { config } from '../platform/config'
import type { Body } from './body'
import { networkOf } from './client-network'
import type { LIMITS } from './entry-limits'

interface Waiting {
  socket: Socket
  network: Network
  body: Body | null
  weight: number
  response: ServerResponse | null
}

interface Network {
  open: number
  waiting: Set<Waiting>
}

/** Beyond a limit on their number and memory we close the oldest. */
export class UnfinishedRequests {
  private readonly known = new WeakMap<Socket, Waiting>()
  /** Oldest first. */
  private readonly all = new Set<Waiting>()
  private readonly networks = new Map<string, Network>()
  private weight = 0
  /** Behind a proxy every connection comes from the proxy. */
  private readonly limitsNetworks = config().TRUSTED_PROXIES === 0
  constructor(private readonly limits: typeof LIMITS) {}

  connected(socket: Socket): void {
    const name = networkOf(socket.remoteAddress ?? '')
    const network = this.networks.get(name) ?? { open: 0, waiting: new Set() }
    this.networks.set(name, network)
    network.open++
    const waiting: Waiting = { socket, network, body: null, weight: 0, response: null }
    this.known.set(socket, waiting)
    this.add(waiting)
    socket.once('close', () => {
      this.delete(waiting)
      if (--network.open === 0) this.networks.delete(name)
    })
  }
  began(socket: Socket, body: Body, response: ServerResponse): void {
    const waiting = this.known.get(socket)!
    this.delete(waiting)
    waiting.body = body
    waiting.response = response
    this.add(waiting)
  }
  isWhole(socket: Socket, body: Body): void {
    const waiting = this.known.get(socket)!
    if (waiting.body === body) this.delete(waiting)
  }
  /** Call it after a body has grown or was discarded. */
  weigh(socket: Socket): void {
    const grown = this.known.get(socket)!
    if (!grown.body) return
    this.weight += grown.body.weight - grown.weight
    grown.weight = grown.body.weight
    for (const waiting of this.weight > this.limits.held ? this.all : []) {
      if (this.weight <= this.limits.held) return
      if (waiting.weight > 0) this.drop(waiting)
    }
  }

  private add(waiting: Waiting): void {
    const same = waiting.network.waiting.add(waiting)
    this.all.add(waiting)
    if (this.limitsNetworks && same.size > this.limits.unfinishedOfOne) this.drop(first(same))
    if (this.all.size > this.limits.unfinished) this.drop(first(this.all))
  }
  private delete(waiting: Waiting): void {
    if (!this.all.delete(waiting)) return
    waiting.network.waiting.delete(waiting)
    this.weight -= waiting.weight
    waiting.body = null
    waiting.response = null
    waiting.weight = 0
  }
  private drop(waiting: Waiting): void {
    // For the log only, because no response is sent.
    if (waiting.response && !waiting.response.headersSent) waiting.response.statusCode = 408
    this.delete(waiting)
    waiting.socket.destroy()
  }
}
const first = <T>(of: Set<T>): T => of.values().next().value as T
