import type { Tally } from '@/scenarios/engine/live/ballot'

/** The last vote, and the first if there were several; null if too few took part to show anything. */
export function compared(rounds: readonly (Tally | null)[]): { first: Tally | null; last: Tally } | null {
  const last = rounds.at(-1)
  if (!last) return null
  return { first: rounds.length > 1 ? (rounds[0] ?? null) : null, last }
}

/** How many chose one option, and its share of everybody who chose in this row. */
export interface Part {
  n: number
  share: number
}
export function partOf(tally: Tally, asked: string, option: string): Part {
  const row = tally.counts[asked] ?? {}
  const n = row[option] ?? 0
  const all = Object.values(row).reduce((sum, m) => sum + m, 0)
  return { n, share: all === 0 ? 0 : n / all }
}

/** A share as a bar; its number is next to it as text. `quiet` is for an earlier vote. */
export const Bar = ({ share, quiet = false, className = 'h-[.6em]' }: { share: number; quiet?: boolean; className?: string }) => (
  <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true" className={`block w-full rounded-[.2em] bg-line-2 ${className}`}>
    <rect className={quiet ? 'fill-control' : 'fill-accent'} width={100 * share} height="1" />
  </svg>
)
