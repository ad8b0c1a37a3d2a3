/** What a screen shows of a session, merged from streams and snapshots. */
import type { RoomView } from '@/scenarios/engine/live/view'

/** A stream's view after an event: the first is complete, each later one holds what has changed since the stream's last. */
export const applyPatch = (held: RoomView | null, event: Partial<RoomView>): RoomView => ({ ...held, ...event }) as RoomView

/** What is shown once another view arrives: an older one comes from a late response, or from a process that is behind. */
export const latest = (shown: RoomView, other: RoomView): RoomView => (other.version < shown.version ? shown : other)

/**
 * Whether a refusal is for good. Only our own server's JSON is believed: a proxy also answers 404 while its backend restarts.
 * @param reason from the response's JSON; undefined if it has none
 */
export function goneBy(status: number, reason: unknown): 'removed' | 'deleted' | null {
  if (typeof reason !== 'string') return null
  if (status === 404 || (status === 410 && reason !== 'removed')) return 'deleted'
  return status === 403 || status === 410 ? 'removed' : null
}

/** The `reason` in a refusal's JSON; undefined if it has none. */
export async function reasonOf(response: Pick<Response, 'headers' | 'json'>): Promise<unknown> {
  if (!isJson(response)) return undefined
  return ((await response.json().catch(() => null)) as { reason?: unknown } | null)?.reason
}
export const isJson = ({ headers }: Pick<Response, 'headers'>): boolean =>
  (headers.get('content-type') ?? '').startsWith('application/json')
