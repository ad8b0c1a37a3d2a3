import { Bar } from '../../ui/charts'
import type { Tally } from '@/scenarios/engine/live/ballot'
import type { TotalsView } from '@/scenarios/engine/live/shown-totals'

/** The last vote, and the first if there were several. */
export interface Votes {
  first: Tally | null
  last: Tally
}
/** Null if too few took part to show anything. */
export function compared({ rounds }: Pick<TotalsView, 'rounds'>): Votes | null {
  const last = rounds.at(-1)
  if (!last) return null
  return { first: rounds.length > 1 ? (rounds[0] ?? null) : null, last }
}

export const chosenBy = ({ counts }: Tally, asked: string, option: string): number => counts[asked]?.[option] ?? 0
export const votesOn = ({ counts }: Tally, asked: string): number => Object.values(counts[asked] ?? {}).reduce((sum, n) => sum + n, 0)

export const WallBar = ({ share, tone = 'fill-accent', className }: { share: number; tone?: string; className: string }) => (
  <Bar share={share} tone={`wall-grow ${tone}`} className={`rounded-[.2em] ${className}`} />
)
