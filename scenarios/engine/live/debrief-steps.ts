/** What a debrief goes through on the wall. A room talks at each step, so there are few; phones and paper have the rest. */
import type { DecisionView } from '../debrief/decision-view'
import { type Part, PARTS } from './room-state'
import type { SoundShares } from './shown-totals'
import type { Telling } from './telling'

interface Decided extends Pick<DecisionView, 'scene' | 'quality'> {
  sound: SoundShares | null
}
interface Told {
  reporting: { moments: readonly unknown[]; by: Telling | null; nothing: boolean } | null
  pages: object | null
  decisions: readonly Decided[]
}

/** At most `MOST_STEPS` parts in the order of the wall. One decision stands for all: the one that the room has most to learn from. */
export function stepsThrough({ reporting, pages, decisions }: Told): string[] {
  const one = mostCostly(decisions)
  return [
    'ratings',
    'verdict',
    'ending',
    ...only(reporting !== null && (reporting.moments.length > 0 || (reporting.by === null && !reporting.nothing)), 'reporting'),
    'signs',
    ...(one ? [one.scene] : []),
    ...only(pages !== null, 'pages'),
    'keep',
  ]
}
const only = (there: boolean, part: Part): Part[] => (there ? [part] : [])

/** Where a part stands among the steps; a decision that is none of them stands where the planned one does. -1 if there is no place. */
export function placeAmong(parts: readonly string[], part: string): number {
  const own = parts.indexOf(part)
  return own >= 0 || isPart(part) ? own : parts.findIndex((one) => !isPart(one))
}
const isPart = (part: string): boolean => PARTS.some((one) => one === part)

const COST: Record<Decided['quality'], number> = { costly: 0, partly: 1, sound: 2 }
/** The way the room went, then how few chose soundly; the earlier one if they are equal. */
const mostCostly = (decisions: readonly Decided[]): Decided | undefined =>
  decisions.toSorted((a, b) => COST[a.quality] - COST[b.quality] || soundIn(a) - soundIn(b))[0]
const soundIn = ({ sound }: Decided): number => sound?.last ?? sound?.first ?? 1
