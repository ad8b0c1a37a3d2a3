import { formHandler } from '@/server/nextjs/form-handler'
import { findOwn } from '../../own'
import { nextPath } from '../../view'
import { readEnrolment } from '@/server/enrolment/enrolment'
import { seeTerms } from '@/server/enrolment/progress'
import { gonePath, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/courses/[enrolment]/start', {}, async ({ locale, params: { enrolment: id } }) => {
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(gonePath(locale))
  await seeTerms(id)
  return seeOther(nextPath(locale, (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment))
})
