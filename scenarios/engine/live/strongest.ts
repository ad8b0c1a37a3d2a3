import { actOf, shown } from './ballot'
import { offered, sceneOf } from '../play/play'
import { type RoomHistory, roomState } from './room'
import type { MomentTotals } from './shown-totals'
import type { RoomScript } from './script'

/**
 * The two strongest options, to talk about before the next vote; null unless the room talks and has seen a vote on this moment. Of the
 * last vote that was shown: what was answered after it, nobody has seen.
 */
export function strongestIn({ play }: RoomScript, history: RoomHistory, totals: (moment: number) => MomentTotals): string[] | null {
  const { phase, moment, play: state } = roomState(history)
  if (phase !== 'discussing' || state.phase !== 'scene') return null
  const here = history.map((_, v) => roomState(history, v)).filter((then) => then.moment === moment)
  const at = here.findLastIndex((then) => then.phase === 'revealed')
  const seen = here[at]
  if (!seen || here.slice(at).some((then) => then.phase === 'voting' && then.round === seen.round)) return null
  const last = totals(moment).rounds[seen.round - 1]
  const votes = last && shown(last)?.counts[actOf(offered(sceneOf(play, state), state)).id]
  if (!votes) return null
  const ranked = Object.entries(votes).sort(([, a], [, b]) => b - a)
  return ranked.slice(0, 2).map(([option]) => option)
}
