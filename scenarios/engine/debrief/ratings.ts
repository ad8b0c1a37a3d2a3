/** How it looked to the learner on the way, beside what had been shown by then that tells the variants apart. */
import type { Rating, JudgementChoice } from '../play/events'
import { sceneOf } from '../play/play'
import { findingOf } from '../play/prose'
import type { ScoredAttempt } from './decision-view'

export interface RatingsView {
  scene: string
  when: string
  title: string
  /** Null where it was not asked, or not said. */
  rating: Rating | null
  /** What this moment showed that tells the variants apart, by its name or in its words. */
  seen: string[]
  /** What a check that settles it brought in this moment. */
  found: string[]
  /** Whether by then one could know. */
  decided: boolean
}

/** Empty if the learner never said how it looked. */
export function ratingsViews({ key, play, steps, score: { submissions }, known, indicators }: ScoredAttempt): RatingsView[] {
  if (submissions.every(({ rating }) => rating === undefined)) return []
  return submissions.map(({ at, rating }, i): RatingsView => {
    const { when, title, checks } = sceneOf(play, at)
    const { seen, decided } = known[i]!
    const names = seen.map(({ id, text }) => indicators[key.segments[id]!.indicator ?? '']?.label ?? text)
    const settling = checks.filter(({ id }) => key.decides.includes(id) && at.checks.includes(id))
    const found = settling.flatMap((check) => findingOf(play, steps, check) ?? [])
    return { scene: at.scene, when, title, rating: rating ?? null, seen: names, found, decided }
  })
}

/** The last judgement as a step of rating. */
export const ratingOf = (looks: JudgementChoice): Rating => (({ genuine: 1, unsure: 3, approach: 5 }) as const)[looks]
