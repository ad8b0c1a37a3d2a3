import 'server-only'
import { gap } from '@/scenarios/engine/score/confidence'
import { scoreAttempt } from '@/scenarios/engine/score/attempt'
import { profile } from '@/scenarios/engine/score/profile'
import { scorerOf } from '../library/library'
import { type ListedAttempt, firstAttempts } from './attempt-list'
import { readAttempts } from './attempts'

/** From this many answers on, we tell learners how well their ratings fit. */
const ANSWERS = 10

export type Skills = Awaited<ReturnType<typeof skillsOf>>

export async function skillsOf(learner: string, attempts: readonly ListedAttempt[]) {
  const first = firstAttempts(attempts).filter((a) => a.finished)
  const scores = (
    await readAttempts(
      learner,
      first.map(({ id }) => id),
    )
  )
    .filter((a) => a.compiled.kind !== 'tutorial')
    .map((a) => scoreAttempt(scorerOf(a.compiled), a.replay.steps))
  const stated = scores.flatMap((s) => s.ratings)
  return {
    attempts: scores.length,
    profile: profile(scores.flatMap((s) => s.items)),
    calibration: stated.length >= ANSWERS ? { gap: gap(stated) } : null,
  }
}
