/** How it looked to the learner on the way, beside how much had been shown by then that tells the truths apart. */
import type { Lean } from '../play/events'
import { sceneOf, shownSegments } from '../play/play'
import type { Scored } from './decision-view'

export interface LeaningView {
  scene: string
  when: string
  title: string
  /** Null where it was not asked, or not said. */
  lean: Lean | null
  /** Strong differences shown up to here: signs, or what stands in their place. */
  shown: number
  /** Whether by then one could know: two strong differences, or a check that settles it. */
  decided: boolean
}

/** Empty if the learner never said how it looked. */
export function leaningViews({ key, play, score: { submissions } }: Scored): LeaningView[] {
  let shown = 0
  const views = submissions.map(({ at, lean }): LeaningView => {
    shown += shownSegments(sceneOf(play, at), at).filter(({ id }) => key.segments[id]!.fork === 'strong').length
    const { when, title } = sceneOf(play, at)
    const settled = at.checks.some((id) => key.decides.includes(id))
    return { scene: at.scene, when, title, lean: lean ?? null, shown, decided: settled || shown >= 2 }
  })
  return views.some((view) => view.lean !== null) ? views : []
}
