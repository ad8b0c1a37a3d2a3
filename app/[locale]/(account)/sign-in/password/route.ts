import { z } from 'zod'
import { EmailSchema } from '@/server/accounts/invitation-list'
import { ownPath } from '@/server/accounts/paths'
import { signIn, withCookies } from '@/server/sign-in/sign-in'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { forgetTyped, keepTyped } from '@/server/next/flash'

const FormSchema = z.object({ email: EmailSchema, password: z.string().min(1).max(200) })

/** Signs in by password. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/sign-in/password'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  const fields = await fieldsOf(request)
  const back = async (note: string, seconds?: number) => {
    await keepTyped('sign-in', { email: fields.email ?? '' })
    return seeOther(
      `/${locale}/sign-in?${new URLSearchParams({ note, ...(seconds && { seconds: String(seconds) }), ...(next && { next }) })}`,
    )
  }
  const form = FormSchema.safeParse(fields)
  if (!form.success) return back('incomplete')
  const signed = await signIn(form.data.email, form.data.password, request.headers.get(ADDRESS_HEADER) ?? 'unknown')
  if (!signed.ok) return back(signed.reason, signed.reason === 'wait' ? signed.seconds : undefined)
  await forgetTyped()
  return withCookies(seeOther(next || `/${locale}/learn`), signed.cookies)
}
