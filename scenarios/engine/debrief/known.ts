/** What one could know at each moment of a path: the differences between the variants that had been shown before its act. */
import type { Key } from '../play/key'
import { type Play, type Segment, sceneOf, shownSegments } from '../play/play'
import type { SubmissionScore } from '../score/attempt'

export interface MomentKnowledge {
  /** Strong differences that this moment showed: signs, or what stands in their place. */
  seen: Segment[]
  /** Whether by then one could know: two strong differences, or a check that settles it. */
  decided: boolean
}

/** @param other the other variant; where there is none, nothing has to be told apart. */
export function knownAlong(play: Play, key: Key, submissions: readonly Pick<SubmissionScore, 'at'>[], other: unknown): MomentKnowledge[] {
  let shown = 0
  return submissions.map(({ at }) => {
    const seen = shownSegments(sceneOf(play, at), at).filter(({ id }) => key.segments[id]!.fork === 'strong')
    shown += seen.length
    return { seen, decided: !other || shown >= 2 || at.checks.some((id) => key.decides.includes(id)) }
  })
}
