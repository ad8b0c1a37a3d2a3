import 'server-only'
import { ServerResponse } from 'node:http'

/** Emits `begun` when its headers are sent, because Node has no event for that. */
export class ObservedResponse extends ServerResponse {
  override writeHead(...given: unknown[]): this {
    this.emit('begun')
    return super.writeHead(...(given as [number]))
  }
}
