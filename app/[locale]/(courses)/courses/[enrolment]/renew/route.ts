import { formHandler } from '@/server/nextjs/form-handler'
import { findOwn } from '../../own'
import { coursePath } from '../../view'
import { currentPerson } from '@/server/nextjs/current-person'
import { enrol, mayRenew } from '@/server/enrolment/enrolment'
import { cohortOf } from '@/server/enrolment/open-cohorts'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { logFault } from '@/server/platform/log'
import { notifyEnrolled } from '@/server/reminders/reminders'

/** The learner takes the current version of the course, so its terms are shown again. */
export const POST = formHandler('/[locale]/courses/[enrolment]/renew', {}, async ({ locale, params: { enrolment: id } }) => {
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(gonePath(locale))
  const { row } = enrolment
  if (!mayRenew(row, Date.now())) return seeOther(coursePath(locale, id))
  const next = await cohortOf(row.cohort_id)
  if (next?.course.people === 'names' && !(await currentPerson()))
    return seeOther(`/${locale}/sign-in?${new URLSearchParams({ next: coursePath(locale, id) })}`)
  const made = await enrol({ learner: row.learner_id, cohort: row.cohort_id, renews: id, turn: 'renewal' })
  if (made.ok && !made.already)
    void notifyEnrolled([made.id]).catch((error: unknown) => logFault('Somebody who renews could not be mailed', error))
  return seeOther(made.ok ? coursePath(locale, made.id) : `${coursePath(locale, id)}?note=over`)
})
