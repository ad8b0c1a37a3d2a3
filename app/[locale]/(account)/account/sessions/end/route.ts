import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { endSession } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/nextjs/responses'

const FormSchema = z.object({ id: z.string().max(100) })

export const POST = formHandler(
  '/[locale]/account/sessions/end',
  { roles: ['learner'], schema: FormSchema },
  async ({ locale, person, form }) => {
    if (!form.success) return seeOther(`/${locale}/account`)
    await endSession(person.id, form.data.id)
    await audit({ actor: person.id, action: 'account.sessions-ended', about: person.id })
    return seeOther(`/${locale}/account?note=session`)
  },
)
