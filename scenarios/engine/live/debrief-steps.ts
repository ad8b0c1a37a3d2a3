/** What a debrief goes through on the wall. A room talks at each step, so there are few; phones and paper have the rest. */
import type { Moment } from '../debrief/moment'
import { type Part, PARTS } from './room-state'
import type { SoundShares } from './shown-totals'

interface Decided extends Pick<Moment, 'scene' | 'quality'> {
  sound: SoundShares | null
}
interface Told {
  ending: object | null
  reporting: { moments: readonly unknown[] } | null
  pages: object | null
  decisions: readonly Decided[]
}

/** At most `MOST_STEPS` parts in the order of the wall. One decision stands for all: the one that the room has most to learn from. */
export function stepsThrough({ ending, reporting, pages, decisions }: Told): string[] {
  const one = mostCostly(decisions)
  return [
    'ratings',
    'verdict',
    ...only(ending !== null, 'ending'),
    ...only(reporting !== null && reporting.moments.length > 0, 'reporting'),
    'signs',
    ...(one ? [one.scene] : []),
    ...only(pages !== null, 'pages'),
    'keep',
  ]
}
const only = (there: boolean, part: Part): Part[] => (there ? [part] : [])

/** What a session goes through that is too short for all. More can be shown. */
const BRIEF: readonly string[] = ['ratings', 'verdict', 'ending', 'reporting', 'keep'] satisfies Part[]
/** Of those, what the wall asks about. There are four minutes. */
const BRIEF_ASKS: readonly string[] = ['verdict', 'reporting', 'keep'] satisfies Part[]

export const briefly = (steps: readonly string[]): string[] => steps.filter((one) => BRIEF.includes(one))
/** What a short session goes through without a question. */
export const unaskedIn = (steps: readonly string[]): string[] => steps.filter((one) => BRIEF.includes(one) && !BRIEF_ASKS.includes(one))

/** Where a part stands among the steps; one that is none of them stands with the step before it. */
export function placeAmong(parts: readonly string[], part: string): number {
  const own = parts.indexOf(part)
  if (own >= 0) return own
  const decision = isPart(part) ? -1 : parts.findIndex((one) => !isPart(one))
  return decision >= 0 ? decision : parts.findLastIndex((one) => orderOf(one) < orderOf(part))
}
const isPart = (part: string): boolean => PARTS.some((one) => one === part)
/** A decision comes after the signs. */
const orderOf = (part: string): number => (isPart(part) ? PARTS.indexOf(part as Part) : PARTS.indexOf('signs') + 0.5)

const COST: Record<Decided['quality'], number> = { costly: 0, partly: 1, sound: 2 }
/** The way the room went, then how few chose soundly; the earlier one if they are equal. */
const mostCostly = (decisions: readonly Decided[]): Decided | undefined =>
  decisions.toSorted((a, b) => COST[a.quality] - COST[b.quality] || soundIn(a) - soundIn(b))[0]
const soundIn = ({ sound }: Decided): number => sound?.last ?? sound?.first ?? 1
