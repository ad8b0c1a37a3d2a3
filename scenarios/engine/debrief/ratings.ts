import type { Rating, JudgementChoice } from '../play/events'
import { sceneOf } from '../play/play'
import { findingOf } from '../play/prose'
import type { ScoredAttempt } from './moment'
import { labelled } from './pages'

export interface RatingView {
  scene: string
  when: string
  title: string
  /** Null if it was not asked for, or not given. */
  rating: Rating | null
  /** What tells the variants apart. Until a learner could know, it stays with the moment from which they could. */
  seen: string[]
  found: string[]
  decided: boolean
}

export function ratingViews({ key, play, steps, score: { submissions }, known, indicators }: ScoredAttempt): RatingView[] {
  if (submissions.every(({ rating }) => rating === undefined)) return []
  const first = known.findIndex(({ decided }) => decided)
  return submissions.map(({ at, rating }, i): RatingView => {
    const { when, title, checks } = sceneOf(play, at)
    const { decided } = known[i]!
    const shown = !decided ? [] : known.slice(i === first ? 0 : i, i + 1).flatMap(({ seen }) => seen)
    const seen = shown.map((segment) => indicators[key.segments[segment.id]!.indicator ?? '']?.label ?? labelled(segment))
    const settling = checks.filter(({ id }) => key.decides.includes(id) && at.checks.includes(id))
    const found = settling.flatMap((check) => findingOf(play, steps, check) ?? [])
    return { scene: at.scene, when, title, rating: rating ?? null, seen: [...new Set(seen)], found, decided }
  })
}

export const ratingOf = (looks: JudgementChoice): Rating => (({ genuine: 1, unsure: 3, approach: 5 }) as const)[looks]
