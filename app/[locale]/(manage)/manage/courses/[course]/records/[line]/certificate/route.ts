import { z } from 'zod'
import { revokeFor } from '@/server/records/held-certificates'
import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { ownCourse } from '../../../../owned-course'

const Form = z.object({ of: z.string().min(1).max(80), confirm: z.literal('yes') })

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/records/[line]/certificate',
  { roles: BUILDERS, schema: Form },
  async ({ locale, params: { course, line }, person, form }) => {
    await ownCourse(locale, person, course)
    const done = form.success && (await revokeFor(course, line, form.data.of, person.id))
    return seeOther(`/${locale}/manage/courses/${course}/records/${line}?note=${done ? 'revoked' : 'notRevoked'}`)
  },
)
