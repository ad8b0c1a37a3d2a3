import type { PaceView } from '@/scenarios/engine/live/facilitator'

/** In milliseconds, without pauses. */
export const usedUp = (startedAt: number, now: number, { away, since }: Pick<PaceView, 'away' | 'since'>): number =>
  Math.max(0, now - startedAt - away - (since === null ? 0 : Math.max(0, now - since)))

/**
 * Whole minutes ahead of the plan; negative if behind. The room is on time as long as the present moment is within its planned time.
 * @param used minutes
 */
export function paceNow(used: number, { planned, takes }: Pick<PaceView, 'planned' | 'takes'>): number {
  const off = used > planned ? planned - used : Math.max(0, planned - takes - used)
  return Math.trunc(off) + 0
}
