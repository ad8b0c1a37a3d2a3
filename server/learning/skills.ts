import 'server-only'
import { isCounted } from '@/scenarios/engine/play/compiled'
import { gap } from '@/scenarios/engine/score/confidence'
import { scoreAttempt } from '@/scenarios/engine/score/attempt'
import { skillItems, skillsOf as skillsIn } from '@/scenarios/engine/score/skills'
import { type ListedAttempt, firstAttempts } from './attempt-list'
import { readAttempts } from './attempts'

/** From this many answers on, we tell learners how well their ratings fit. */
const ANSWERS = 10

export type Skills = Awaited<ReturnType<typeof skillsOf>>

export async function skillsOf(learner: string, attempts: readonly ListedAttempt[]) {
  const first = firstAttempts(attempts).filter((a) => a.finished)
  const scored = (
    await readAttempts(
      learner,
      first.map(({ id }) => id),
    )
  )
    .filter(({ compiled }) => isCounted(compiled))
    .map(({ compiled, replay }) => ({ key: compiled.key, score: scoreAttempt(compiled, replay.steps) }))
  const stated = scored.flatMap(({ score }) => score.ratings)
  return {
    attempts: scored.length,
    profile: skillsIn(scored.flatMap(({ key, score }) => skillItems(key, score))),
    calibration: stated.length >= ANSWERS ? { gap: gap(stated) } : null,
  }
}
