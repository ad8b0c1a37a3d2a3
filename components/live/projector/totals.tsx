import type { Tally } from '@/scenarios/engine/live/ballot'
import type { TotalsView } from '@/scenarios/engine/live/shown'

/** The last vote, and the first if there were several; null if too few took part to show anything. */
export interface Votes {
  first: Tally | null
  last: Tally
}
export function compared({ rounds }: Pick<TotalsView, 'rounds'>): Votes | null {
  const last = rounds.at(-1)
  if (!last) return null
  return { first: rounds.length > 1 ? (rounds[0] ?? null) : null, last }
}

/** Votes for one option of a question, and for any. */
export const chosenBy = ({ counts }: Tally, asked: string, option: string): number => counts[asked]?.[option] ?? 0
export const votesOn = ({ counts }: Tally, asked: string): number => Object.values(counts[asked] ?? {}).reduce((sum, n) => sum + n, 0)

/** Its number is beside it as text. */
export const Bar = ({ share, tone = 'fill-accent', className = 'h-[.6em]' }: { share: number; tone?: string; className?: string }) => (
  <svg aria-hidden="true" className={`block w-full overflow-hidden rounded-[.2em] ${className}`}>
    <rect className="fill-line-2" width="100%" height="100%" />
    <rect className={`wall-grow ${tone}`} width={`${100 * share}%`} height="100%" />
  </svg>
)
