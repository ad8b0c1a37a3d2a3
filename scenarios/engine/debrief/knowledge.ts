import type { Key } from '../play/key'
import { type Play, type Segment, sceneOf, shownSegments } from '../play/play'
import type { SubmissionScore } from '../score/attempt'

export interface MomentKnowledge {
  /** Strong differences that this moment showed: signs, or what the other variant has in their place. */
  seen: Segment[]
  /** Whether a learner could know the variant by then: two strong differences, or a deciding check. */
  decided: boolean
}

/** @param other the other variant; if there is none, nothing has to be distinguished. */
export function knownAlong(play: Play, key: Key, submissions: readonly Pick<SubmissionScore, 'at'>[], other: unknown): MomentKnowledge[] {
  let shown = 0
  return submissions.map(({ at }) => {
    const seen = shownSegments(sceneOf(play, at), at).filter(({ id }) => key.segments[id]!.fork === 'strong')
    shown += seen.length
    return { seen, decided: !other || shown >= 2 || at.checks.some((id) => key.decides.includes(id)) }
  })
}
