import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { NameSchema } from '@/server/accounts/people-file'
import { join } from '@/server/sign-in/joining'
import { landing } from '@/server/sign-in/landing'
import { ownPath } from '@/server/accounts/paths'
import { PasswordSchema } from '@/server/accounts/passwords'
import { withCookies } from '@/server/sign-in/sign-in'
import { seeOther } from '@/server/nextjs/responses'
import { clearFlash, setFlash } from '@/server/nextjs/flash'

const FormSchema = z.object({ name: NameSchema, password: PasswordSchema })

export const POST = formHandler(
  '/[locale]/invitation/[token]/accept',
  { schema: FormSchema },
  async ({ locale, request, params: { token }, address, form, fields }) => {
    const next = ownPath(new URL(request.url).searchParams.get('next'), '')
    const back = async (note: string) => {
      await setFlash('invitation', { name: fields.name ?? '' })
      return seeOther(`/${locale}/invitation/${token}?${new URLSearchParams({ note, ...(next && { next }) })}`)
    }
    if (!form.success) return back(String(form.error.issues[0]!.path[0]))
    const joined = await join(token, form.data, address)
    if (!joined.ok) return back(joined.reason)
    await clearFlash()
    return withCookies(seeOther(next || (await landing(locale, joined.user))), joined.cookies)
  },
)
