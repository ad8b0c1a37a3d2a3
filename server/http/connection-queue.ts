import 'server-only'
import { AsyncResource } from 'node:async_hooks'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The unanswered requests of one connection, handled one at a time, so that writing a thousand requests at once causes no extra work. */
export class ConnectionQueue {
  /** The last answer closes the connection, so requests after it get none. */
  isEnding = false
  private readonly all: { response: ServerResponse; start: (() => void) | null }[] = []
  constructor(private readonly socket: Socket) {}

  get length(): number {
    return this.all.length
  }
  get first(): ServerResponse | undefined {
    return this.all[0]?.response
  }
  add(response: ServerResponse): void {
    this.all.push({ response, start: null })
    response.on('close', () => {
      this.all.shift()
      const next = this.all[0]
      // Skips it if the client is gone.
      if (this.socket.writable) next?.start?.()
    })
  }
  /** Starts it as itself: its turn comes while the request before is closed, whose launch or sign-in is not its own. */
  inTurn(response: ServerResponse, start: () => void): void {
    if (this.first === response) start()
    else this.all.find((one) => one.response === response)!.start = AsyncResource.bind(start)
  }
}
