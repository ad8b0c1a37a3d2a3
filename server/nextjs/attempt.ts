import 'server-only'
import { cache } from 'react'
import { type Attempt, readAttempt } from '../learning/attempts'
import { currentLearner } from './session'

/** The attempt with this id if it belongs to the current learner, otherwise null. Read once for a page and its title. */
export const currentAttempt = cache(async (id: string): Promise<Attempt | null> => {
  const learner = await currentLearner()
  return learner === null ? null : readAttempt(learner, id)
})
