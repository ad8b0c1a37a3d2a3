import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { publishCourse } from '@/server/courses/courses'
import { seeOther } from '@/server/nextjs/responses'
import { isChanged, postedToCourse } from '../../../owned-course'

export const POST = formHandler('/[locale]/manage/courses/[course]/publish/confirm', { roles: BUILDERS, texts: ['seen'] }, async (post) => {
  const { course, base } = await postedToCourse(post)
  if (!(await isChanged(course))) return seeOther(`${base}?note=published`)
  const done = await publishCourse(course.id, Number(post.text.seen))
  if (!done.ok) return seeOther(`${base}/publish${done.reason === 'changed' ? '?note=elsewhere' : ''}`)
  await audit({ actor: post.person.id, action: 'course.published', thing: course.id, detail: { version: done.version } })
  return seeOther(`${base}?note=published`)
})
