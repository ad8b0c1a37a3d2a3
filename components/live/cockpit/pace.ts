/** Whether a session keeps to its plan. */
import type { PaceView } from '@/scenarios/engine/live/facilitator'

/** How long a session has run, in milliseconds: pauses do not count. */
export const usedUp = (startedAt: number, now: number, { away, since }: Pick<PaceView, 'away' | 'since'>): number =>
  Math.max(0, now - startedAt - away - (since === null ? 0 : Math.max(0, now - since)))

/**
 * Whole minutes ahead of the plan, or behind it as a negative number. While the present moment is within its planned time, the room is
 * on time.
 * @param used minutes
 */
export function paceNow(used: number, { planned, takes }: Pick<PaceView, 'planned' | 'takes'>): number {
  const off = used > planned ? planned - used : Math.max(0, planned - takes - used)
  return Math.trunc(off) + 0
}
