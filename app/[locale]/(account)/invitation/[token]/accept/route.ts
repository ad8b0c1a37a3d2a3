import { z } from 'zod'
import { NameSchema } from '@/server/accounts/invitation-list'
import { join } from '@/server/sign-in/joining'
import { PasswordSchema } from '@/server/accounts/passwords'
import { withCookies } from '@/server/sign-in/sign-in'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { forgetTyped, keepTyped } from '@/server/next/flash'

const FormSchema = z.object({ name: NameSchema, password: PasswordSchema })

/** Makes the account that an invitation is for. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/invitation/[token]/accept'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const fields = await fieldsOf(request)
  const back = async (note: string) => {
    await keepTyped('invitation', { name: fields.name ?? '' })
    return seeOther(`/${locale}/invitation/${token}?${new URLSearchParams({ note })}`)
  }
  const form = FormSchema.safeParse(fields)
  if (!form.success) return back(String(form.error.issues[0]!.path[0]))
  const joined = await join(token, form.data)
  if (!joined.ok) return back(joined.reason)
  await forgetTyped()
  return withCookies(seeOther(`/${locale}/learn`), joined.cookies)
}
