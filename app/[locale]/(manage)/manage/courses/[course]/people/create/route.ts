import { audit } from '@/server/accounts/audit'
import { createCohort } from '@/server/courses/cohorts'
import { seeOther } from '@/server/next/responses'
import { postedToCourse } from '../../../owned'
import { readCohort } from '../posted-cohort'

/** Makes a cohort. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/people/create'>) {
  const post = await postedToCourse(request, await params)
  if (post instanceof Response) return post
  const { course, base, person } = post
  const given = readCohort(post)
  if ('errors' in given) return post.keep(`${base}/people`, given)
  const id = await createCohort(course.id, given)
  await audit({ actor: person.id, action: 'cohort.created', thing: id })
  return seeOther(`${base}/people/${id}?note=made`)
}
