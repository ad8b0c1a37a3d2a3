import type { FacilitatorAction } from '@/scenarios/engine/live/schema'
import type { CommandRefusal } from '@/scenarios/engine/live/wire'

export type PostResult =
  | { ok: true; body: unknown }
  /** `unreachable`: we do not know whether it was carried out. */
  | { ok: false; reason: CommandRefusal | 'unreachable'; tied?: string[] }
type Post = (path: 'commands' | 'actions', body: unknown) => Promise<PostResult>
export type PostAction = (message: FacilitatorAction) => Promise<PostResult>

/** Posts from the cockpit to the session at `base`. The requests outlive the page, so leaving at once loses nothing. */
export const postTo =
  (base: string): Post =>
  async (path, body) => {
    try {
      const response = await fetch(`${base}/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/json' },
        body: JSON.stringify(body),
        keepalive: true,
        signal: AbortSignal.timeout(10_000),
      })
      const answer = (await response.json().catch(() => null)) as { reason?: CommandRefusal; tied?: string[] } | null
      if (response.ok) return { ok: true, body: answer }
      if (response.status === 429 || response.status >= 500) return { ok: false, reason: 'unreachable' }
      return { ok: false, reason: answer?.reason ?? (response.status === 403 ? 'forbidden' : 'malformed'), tied: answer?.tied }
    } catch {
      return { ok: false, reason: 'unreachable' }
    }
  }
