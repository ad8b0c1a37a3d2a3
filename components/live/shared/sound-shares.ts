import type { SoundShares } from '@/scenarios/engine/live/shown'

/** The shares that chose soundly, in whole per cent as people read them. */
export const percentsOf = ({ first, last }: SoundShares): { first: number; last: number | null } => ({
  first: Math.round(100 * first),
  last: last === null ? null : Math.round(100 * last),
})
