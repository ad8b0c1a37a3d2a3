import { audit } from '@/server/accounts/audit'
import { archiveCourse, deleteCourse } from '@/server/courses/courses'
import { seeOther } from '@/server/next/responses'
import { postedToCourse } from '../../../owned'

/** Archives a course, takes it back into use, or deletes one that nobody was ever in. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/rules/end'>) {
  const { locale, course: id } = await params
  const post = await postedToCourse(request, { locale, course: id })
  if (post instanceof Response) return post
  const { base, text, person } = post
  const what = text('do')
  if (what === 'archive' || what === 'unarchive') {
    await archiveCourse(id, what === 'archive')
    await audit({ actor: person.id, action: 'course.archived', thing: id, detail: { archived: what === 'archive' } })
    return seeOther(`${base}/rules?note=${what}d`)
  }
  if (what !== 'delete' || text('confirm') !== 'on') return seeOther(`${base}/rules?note=confirm`)
  if (!(await deleteCourse(id))) return seeOther(`${base}/rules?note=notDeleted`)
  await audit({ actor: person.id, action: 'course.deleted', thing: id })
  return seeOther(`/${locale}/manage/courses?note=deleted`)
}
