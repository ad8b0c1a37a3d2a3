import 'server-only'
import type { ServerResponse } from 'node:http'
import type { StreamEvents } from '@/scenarios/engine/live/wire'
import type { Screen } from '@/scenarios/engine/live/script'

export interface Viewer {
  response: ServerResponse
  role: Screen
  /** The id of a participant, or of the screen's owner. */
  who: string
  /** Whether it may go on; if missing, always. */
  mayStay?: () => Promise<boolean>
}

/** A client with this many bytes waiting is not reading, so we disconnect it. A facilitator's view has everybody's name. */
const MOST_WAITING: Record<Screen, number> = { participant: 256 * 1024, projector: 256 * 1024, facilitator: 2 * 1024 * 1024 }
/** Open streams per owner. Beyond that we end the oldest, so that an abandoned tab does not keep a new one out. */
const MOST_STREAMS = 6

export const eventBytes = <N extends keyof StreamEvents>(name: N, data: StreamEvents[N], id?: number): Buffer =>
  Buffer.from(`${id === undefined ? '' : `id: ${id}\n`}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`)

export function openStream(response: ServerResponse): void {
  response.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
    'x-content-type-options': 'nosniff',
  })
  response.socket?.setNoDelay(true)
}

export function sendTo({ response, role }: Viewer, bytes: Buffer): void {
  if (response.destroyed || response.writableEnded) return
  response.write(bytes)
  if (response.writableLength > MOST_WAITING[role]) response.destroy()
}

export function limitStreams(viewers: ReadonlySet<Viewer>, { role, who }: Viewer): void {
  const own = [...viewers].filter((v) => v.role === role && v.who === who)
  for (const viewer of own.slice(0, Math.max(0, own.length - MOST_STREAMS))) viewer.response.end()
}
