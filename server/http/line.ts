import 'server-only'
import type { ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** What was asked for on a connection and is not answered yet, one at a time: whoever writes a thousand requests at once makes no work for those. */
export class Line {
  /** An answer was given with which the connection ends: what was sent after it is not answered. */
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
      // Nobody is there any more.
      if (this.socket.writable) next?.start?.()
    })
  }
  inTurn(response: ServerResponse, start: () => void): void {
    if (this.first === response) start()
    else this.all.find((one) => one.response === response)!.start = start
  }
}
