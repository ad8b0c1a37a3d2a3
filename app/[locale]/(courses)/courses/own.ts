import 'server-only'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { currentPerson } from '@/server/nextjs/current-person'
import { type Enrolment, enrolmentsOf, readEnrolment } from '@/server/enrolment/enrolment'
import { PATH_HEADER } from '@/server/http/headers'
import { currentLearner } from '@/server/nextjs/session'
import { launchToken, rootOf } from '@/server/platform/launch-token'

export const ownEnrolments = cache(async (): Promise<Enrolment[]> => {
  const learner = await currentLearner()
  return learner ? enrolmentsOf(learner) : []
})

/**
 * People may come from a mail. If they are not signed in, they sign in and return; if they are, the page says as whom. Somebody else's
 * course gets the same answer as one that does not exist.
 */
export const ownEnrolment = cache(async (locale: string, id: string): Promise<Enrolment> => {
  const own = await findOwn(id)
  if (own) return own
  // People in a launch have no account to sign in to.
  if (launchToken() !== null) redirect(rootOf(locale))
  const next = (await headers()).get(PATH_HEADER) ?? `/${locale}/courses/${id}`
  redirect(
    (await currentPerson())
      ? `/${locale}/courses?${new URLSearchParams({ note: 'notYours', next })}`
      : `/${locale}/sign-in?${new URLSearchParams({ note: 'course', next })}`,
  )
})

/** Null instead of a redirect, for handlers and titles. */
export const findOwn = cache(async (id: string): Promise<Enrolment | null> => {
  const learner = await currentLearner()
  return learner ? readEnrolment(learner, id) : null
})
