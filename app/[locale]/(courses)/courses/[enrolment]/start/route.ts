import { findOwn } from '../../own'
import { nextPath } from '../../view'
import { readEnrolment, seeTerms } from '@/server/courses/enrolments'
import { refused, seeOther } from '@/server/next/responses'

/** The learner has read what the organisation sees: the course opens. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/start'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id } = await params
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(`/${locale}/gone`)
  await seeTerms(id)
  return seeOther(nextPath(locale, (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment))
}
