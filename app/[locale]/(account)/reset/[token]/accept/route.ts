import { z } from 'zod'
import { formHandler } from '@/server/nextjs/form-handler'
import { reset } from '@/server/sign-in/joining'
import { PasswordSchema } from '@/server/accounts/passwords'
import { seeOther } from '@/server/nextjs/responses'
import { setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({ password: PasswordSchema })

export const POST = formHandler(
  '/[locale]/reset/[token]/accept',
  { schema: FormSchema },
  async ({ locale, params: { token }, address, form }) => {
    if (!form.success) return seeOther(`/${locale}/reset/${token}?note=password`)
    const done = await reset(token, form.data.password, address)
    if (!done.ok) return seeOther(`/${locale}/reset/${token}${done.reason === 'gone' ? '' : `?note=${done.reason}`}`)
    await setFlash('sign-in', { email: done.email })
    return seeOther(`/${locale}/sign-in?note=reset`)
  },
)
