import 'server-only'
import { cache } from 'react'
import { type Enrolment, enrolmentsOf, readEnrolment } from '@/server/courses/enrolments'
import { gone } from '@/server/replies'
import { currentLearner } from '@/server/session'

/** The enrolments of whoever is here, read once for the page, its title and the bar. */
export const ownEnrolments = cache(async (): Promise<Enrolment[]> => {
  const learner = await currentLearner()
  return learner ? enrolmentsOf(learner) : []
})

/** The enrolment that a page is about: another's leads nowhere. */
export const ownEnrolment = cache(async (locale: string, id: string): Promise<Enrolment> => (await findOwn(id)) ?? gone(locale))

/** For handlers and titles. */
export const findOwn = cache(async (id: string): Promise<Enrolment | null> => {
  const learner = await currentLearner()
  return learner ? readEnrolment(learner, id) : null
})
