import { audit } from '@/server/accounts/audit'
import { changeCohort, removeCohort } from '@/server/courses/cohorts'
import { seeOther } from '@/server/next/responses'
import { postedToCohort, readCohort } from '../../posted-cohort'

/** Changes a cohort's name and day, or removes one that nobody was ever in. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/people/[cohort]/change'>) {
  const { locale, course, cohort: id } = await params
  const post = await postedToCohort(request, { locale, course, cohort: id })
  if (post instanceof Response) return post
  const { base, here, text, person } = post
  if (text('do') === 'remove') {
    if (!(await removeCohort(course, id))) return seeOther(`${here}?note=notRemoved`)
    await audit({ actor: person.id, action: 'cohort.removed', thing: id })
    return seeOther(`${base}/people?note=removed`)
  }
  const given = readCohort(post)
  if ('errors' in given) return post.keep(here, { cohort: given }, 'settings')
  await changeCohort(id, given)
  await audit({ actor: person.id, action: 'cohort.changed', thing: id })
  return seeOther(`${here}?note=saved#settings`)
}
