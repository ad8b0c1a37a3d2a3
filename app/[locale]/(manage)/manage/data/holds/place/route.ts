import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { EmailSchema } from '@/server/accounts/people-file'
import { notify } from '@/server/accounts/notices'
import { userOfAddress } from '@/server/accounts/people'
import { readCourse } from '@/server/courses/courses'
import { clearFlash, setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'
import { EVERYTHING, HoldSchema, placeHold } from '@/server/privacy/holds'

const FormSchema = HoldSchema.extend({ course: z.string().max(60), address: z.union([z.literal(''), EmailSchema]) })

export const POST = formHandler(
  '/[locale]/manage/data/holds/place',
  { roles: ['administrator'], schema: FormSchema },
  async ({ locale, person, form, fields }) => {
    const here = `/${locale}/manage/data/holds`
    const back = async (note: string) => {
      const { address = '', course = '', reason = '', until = '' } = fields
      await setFlash('hold', { address, course, reason: reason.slice(0, 300), until })
      return seeOther(`${here}?note=${note}#new-h`)
    }
    if (!form.success) return back(String(form.error.issues[0]!.path[0] ?? 'reason'))
    const { course, address } = form.data
    if (course === EVERYTHING) {
      await placeHold(EVERYTHING, form.data)
      await audit({ actor: person.id, action: 'hold.placed' })
    } else if (course) {
      if (!(await readCourse(course))) return back('course')
      await placeHold({ course }, form.data)
      await audit({ actor: person.id, action: 'hold.placed', thing: course })
    } else {
      const user = await userOfAddress(address)
      if (!user) return back('address')
      await placeHold({ user }, form.data)
      await audit({ actor: person.id, action: 'hold.placed', about: user })
      await notify(user, 'hold-placed', person.id)
    }
    await clearFlash()
    return seeOther(`${here}?note=placed`)
  },
)
