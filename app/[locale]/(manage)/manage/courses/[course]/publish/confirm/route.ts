import { audit } from '@/server/accounts/audit'
import { publishCourse } from '@/server/courses/courses'
import { seeOther } from '@/server/next/responses'
import { isChanged, postedToCourse } from '../../../owned'

/** Publishes the draft that was looked at. Sent twice it publishes once. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/publish/confirm'>) {
  const post = await postedToCourse(request, await params)
  if (post instanceof Response) return post
  const { course, base, text, person } = post
  if (!(await isChanged(course))) return seeOther(`${base}?note=published`)
  const done = await publishCourse(course.id, Number(text('seen')))
  // The page itself says what stands in the way.
  if (!done.ok) return seeOther(`${base}/publish${done.reason === 'changed' ? '?note=elsewhere' : ''}`)
  await audit({ actor: person.id, action: 'course.published', thing: course.id, detail: { version: done.version } })
  return seeOther(`${base}?note=published`)
}
