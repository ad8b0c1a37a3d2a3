/** When a room can tell its security officer, counted once: wall, cockpit, phones and summary all show these chances. */
import { type Tally, isByHand } from './ballot'
import { type MomentTotals, shownLast } from './shown-totals'
import { decisionSteps } from '../play/journal'
import type { Key } from '../play/key'
import type { RoomState } from './room-state'
import type { RoomScript } from './script'

/** How a room can say that it would tell: on a device, which has a button for it, or by speaking up, which nobody is asked to do. */
export type Telling = 'button' | 'hand'

interface Moment {
  /** What a report is worth here; 0 if there is nothing to tell. */
  worth: number
  reported: boolean
  totals: MomentTotals
}
export interface Chances<T> {
  by: Telling
  chances: T[]
}

export const isChance = (key: Key, scene: string): boolean => key.reports[scene]!.worth > 0

/** The moments in which telling was worth something and the room voted, or told. */
export function chancesIn<T extends Moment>(moments: readonly T[]): Chances<T> {
  const last = moments.map(({ totals }) => totals.rounds.at(-1))
  const by = last.some((vote) => vote && vote.voted > 0 && !isByHand(vote)) ? 'button' : 'hand'
  return { by, chances: moments.filter((m, i) => m.worth > 0 && (m.reported || (last[i]?.voted ?? 0) > 0)) }
}

/** As the debrief lists them, by the moments of a room's own path. */
export const chancesOn = (
  { compiled: { key } }: RoomScript,
  { steps, path }: RoomState,
  totals: (moment: number) => MomentTotals,
): Chances<Moment & { moment: number }> =>
  chancesIn(
    decisionSteps(steps).map(({ before: { scene } }, i) => ({
      ...{ moment: path[i]!, totals: totals(path[i]!), worth: key.reports[scene]!.worth },
      reported: steps.some(({ event, before }) => event.type === 'report' && before.scene === scene),
    })),
  )

/** How many of the last vote would tell; null if too few voted, or nobody could say so. */
export function wouldTell({ rounds }: Pick<MomentTotals, 'rounds'>): { reported: number; of: number } | null {
  const last: Tally | null = shownLast(rounds)
  return last?.reported === undefined ? null : { reported: last.reported, of: last.voted }
}
