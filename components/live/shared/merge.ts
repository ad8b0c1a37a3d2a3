import type { RoomView } from '@/scenarios/engine/live/view'

/** The view after an event of a stream. The first event is complete; later ones hold only what has changed. */
export const applyPatch = (held: RoomView | null, event: Partial<RoomView>): RoomView => ({ ...held, ...event }) as RoomView

/** An older view comes from a late response, or from a process that is behind, so we ignore it. */
export const latest = (shown: RoomView, other: RoomView): RoomView => (other.version < shown.version ? shown : other)

/**
 * Whether a refusal is final. We believe only our own server's JSON, because a proxy also answers 404 while its backend restarts.
 * @param reason from the response's JSON; undefined if it has none
 */
export function goneBy(status: number, reason: unknown): 'removed' | 'deleted' | null {
  if (typeof reason !== 'string') return null
  if (status === 404 || (status === 410 && reason !== 'removed')) return 'deleted'
  return status === 403 || status === 410 ? 'removed' : null
}

export async function reasonOf(response: Pick<Response, 'headers' | 'json'>): Promise<unknown> {
  if (!isJson(response)) return undefined
  return ((await response.json().catch(() => null)) as { reason?: unknown } | null)?.reason
}
export const isJson = ({ headers }: Pick<Response, 'headers'>): boolean =>
  (headers.get('content-type') ?? '').startsWith('application/json')
