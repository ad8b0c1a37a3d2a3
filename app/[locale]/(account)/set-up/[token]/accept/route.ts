import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { EmailSchema, NameSchema } from '@/server/accounts/people-file'
import { showFirstSteps } from '@/server/organisation/first-steps'
import { setUp } from '@/server/sign-in/joining'
import { PasswordSchema } from '@/server/accounts/passwords'
import { withCookies } from '@/server/sign-in/sign-in'
import { OrganisationSchema, chooseFacilitators } from '@/server/organisation/organisation'
import { seeOther } from '@/server/nextjs/responses'
import { clearFlash, setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({
  name: NameSchema,
  email: EmailSchema,
  password: PasswordSchema,
  facilitators: OrganisationSchema.shape.facilitators,
})

export const POST = formHandler(
  '/[locale]/set-up/[token]/accept',
  { schema: FormSchema },
  async ({ locale, params: { token }, form, fields }) => {
    const back = async (note: string) => {
      await setFlash('set-up', { name: fields.name ?? '', email: fields.email ?? '', facilitators: fields.facilitators ?? '' })
      return seeOther(`/${locale}/set-up/${token}?${new URLSearchParams({ note })}`)
    }
    if (!form.success) return back(String(form.error.issues[0]!.path[0]))
    const made = await setUp(token, form.data)
    if (!made.ok) return back(made.reason)
    await showFirstSteps()
    await chooseFacilitators(form.data.facilitators)
    await audit({ actor: made.user, action: 'organisation.changed', detail: { changed: ['facilitators'] } })
    await clearFlash()
    return withCookies(seeOther(`/${locale}/manage`), made.cookies)
  },
)
