import { addOwner, removeOwner } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../../owned-course'
import type { KeptOwner } from '../page'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/owners/change',
  { roles: ['administrator'], texts: ['email', 'remove'] },
  async (post) => {
    const { base, course, keep } = await postedToCourse(post)
    const { text, person } = post
    if (text.remove !== '') {
      await removeOwner(course.id, text.remove, person.id)
      return seeOther(`${base}/owners?note=removed`)
    }
    const added = await addOwner(course.id, text.email, person.id)
    return added === 'added' || added === 'already'
      ? seeOther(`${base}/owners?note=${added}`)
      : keep(`${base}/owners`, { email: text.email.slice(0, 254), problem: added } satisfies KeptOwner)
  },
)
