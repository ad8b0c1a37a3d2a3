import 'server-only'
import { ServerResponse } from 'node:http'

/** Emits `begun` when its headers are sent, which Node itself tells nobody. */
export class Answer extends ServerResponse {
  override writeHead(...given: unknown[]): this {
    this.emit('begun')
    return super.writeHead(...(given as [number]))
  }
}
