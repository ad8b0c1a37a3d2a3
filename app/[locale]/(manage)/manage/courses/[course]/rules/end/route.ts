import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { archiveCourse, deleteCourse } from '@/server/courses/courses'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../../owned-course'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/rules/end',
  { roles: BUILDERS, texts: ['do', 'confirm'] },
  async (post) => {
    const { locale, text, person } = post
    const { base, course } = await postedToCourse(post)
    const { id } = course
    const what = text.do
    if (what === 'archive' || what === 'unarchive') {
      await archiveCourse(id, what === 'archive')
      await audit({ actor: person.id, action: 'course.archived', thing: id, detail: { archived: what === 'archive' } })
      return seeOther(`${base}/rules?note=${what}d`)
    }
    if (what !== 'delete' || text.confirm !== 'on') return seeOther(`${base}/rules?note=confirm`)
    if (!(await deleteCourse(id))) return seeOther(`${base}/rules?note=notDeleted`)
    await audit({ actor: person.id, action: 'course.deleted', thing: id })
    return seeOther(`/${locale}/manage/courses?note=deleted`)
  },
)
