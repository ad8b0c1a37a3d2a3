import type { RatingView } from '../debrief/ratings'
import { END } from '../play/play'
import type { Tally } from './ballot'
import type { RoomScript } from './script'
import { type MomentTotals, type RoomRating, judgedRating, roomRatingOf } from './shown-totals'

/** A point of the room's curve; `room` is null if too few rated. The last point is the judgement, which has no title. */
export interface RatedMoment extends Omit<RatingView, 'rating'> {
  room: RoomRating | null
}
/**
 * The room's ratings in the moments that ask for them, and its judgement; empty if nobody rated on the way. Each point has what was shown
 * since the one before.
 */
export function curveOf(
  { crowd }: RoomScript,
  ratings: readonly RatingView[],
  asked: (scene: string) => boolean,
  totalsOf: (scene: string) => MomentTotals,
  judged: Tally | null,
): RatedMoment[] {
  if (ratings.length === 0) return []
  const points: RatedMoment[] = []
  let since: Pick<RatedMoment, 'seen' | 'found'> = { seen: [], found: [] }
  for (const { rating: _, ...view } of ratings) {
    since = { seen: [...since.seen, ...view.seen], found: [...since.found, ...view.found] }
    if (!asked(view.scene)) continue
    points.push({ ...view, ...since, room: roomRatingOf(totalsOf(view.scene), crowd) })
    since = { seen: [], found: [] }
  }
  const { decided } = ratings.at(-1)!
  return [...points, { scene: END, when: '', title: '', ...since, decided, room: judged && judgedRating(judged) }]
}
