import 'server-only'
import { cache } from 'react'
import { type Attempt, readAttempt } from '../learning/attempts'
import { currentLearner } from './session'

/** The attempt of this address, where it is this learner's; else null. A page and its title read it once. */
export const currentAttempt = cache(async (id: string): Promise<Attempt | null> => {
  const learner = await currentLearner()
  return learner === null ? null : readAttempt(learner, id)
})
