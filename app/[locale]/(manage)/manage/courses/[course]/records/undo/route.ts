import { z } from 'zod'
import { BUILDERS } from '@/server/courses/owners'
import { undoAct, undoForLine } from '@/server/records/undo'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { ownCourse } from '../../../owned-course'

/** @prop line the person's line, to undo it for them alone */
const Form = z.object({ act: z.string().min(1).max(40), line: z.string().max(80).optional() })

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/records/undo',
  { roles: BUILDERS, schema: Form },
  async ({ locale, params: { course }, person, form }) => {
    await ownCourse(locale, person, course)
    const here = `/${locale}/manage/courses/${course}/records`
    if (form.success && form.data.line !== undefined) {
      const key = await undoForLine(course, form.data.act, form.data.line, person.id)
      return seeOther(`${here}/${encodeURIComponent(key ?? form.data.line)}?note=${key ? 'undone' : 'tooLate'}`)
    }
    const undone = form.success ? await undoAct(course, form.data.act, person.id) : null
    if (!undone) return seeOther(`${here}?note=tooLate`)
    const said = { ...(undone.done > 0 && { undone: String(undone.done) }), ...(undone.changed > 0 && { changed: String(undone.changed) }) }
    return seeOther(`${here}?${new URLSearchParams(said)}`)
  },
)
