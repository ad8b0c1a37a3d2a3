import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { currentPerson } from '@/server/nextjs/current-person'
import { enrol, readEnrolment } from '@/server/enrolment/enrolment'
import { seeTerms } from '@/server/enrolment/progress'
import { cohortOfLink } from '@/server/enrolment/open-cohorts'
import { seeOther } from '@/server/nextjs/responses'
import { ensureLearner } from '@/server/nextjs/session'
import { coursePath, nextPath } from '../../../courses/view'

const Form = z.object({ version: z.coerce.number().int() })

export const POST = formHandler('/[locale]/enrol/[token]/start', { schema: Form }, async ({ locale, params: { token }, form }) => {
  const here = `/${locale}/enrol/${token}`
  const invited = await cohortOfLink(token)
  if (!invited) return seeOther(here)
  if (invited.course.people === 'names' && !(await currentPerson()))
    return seeOther(`/${locale}/sign-in?${new URLSearchParams({ next: here })}`)
  const learner = await ensureLearner()
  const made = await enrol({ learner, cohort: invited.cohort })
  if (!made.ok) return seeOther(here)
  const enrolment = await readEnrolment(learner, made.id)
  if (!enrolment) return seeOther(here)
  // If the course was published again while the page was open, the learner sees the new version's terms.
  if (made.already || form.data?.version !== enrolment.row.version) return seeOther(coursePath(locale, made.id))
  await seeTerms(made.id)
  return seeOther(nextPath(locale, (await readEnrolment(learner, made.id)) ?? enrolment))
})
