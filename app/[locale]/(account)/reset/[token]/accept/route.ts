import { reset } from '@/server/sign-in/joining'
import { PasswordSchema } from '@/server/accounts/passwords'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { keepTyped } from '@/server/next/flash'

/** Sets the new password, and leads to signing in with it. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/reset/[token]/accept'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const password = PasswordSchema.safeParse((await fieldsOf(request)).password)
  if (!password.success) return seeOther(`/${locale}/reset/${token}?note=password`)
  const email = await reset(token, password.data)
  if (!email) return seeOther(`/${locale}/reset/${token}`)
  await keepTyped('sign-in', { email })
  return seeOther(`/${locale}/sign-in?note=reset`)
}
