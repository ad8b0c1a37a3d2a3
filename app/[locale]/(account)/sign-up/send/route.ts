import { EmailSchema } from '@/server/accounts/invitation-list'
import { isOwnDomain, offersSignUp, sendSignUp } from '@/server/sign-in/sign-up'
import { mailWait } from '@/server/accounts/throttle'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { keepTyped } from '@/server/next/flash'

/** Mails a link that makes an account. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/sign-up/send'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const here = `/${locale}/sign-up`
  if (!(await offersSignUp())) return seeOther(here)
  const { email: given = '' } = await fieldsOf(request)
  const email = EmailSchema.safeParse(given)
  if (!email.success || !(await isOwnDomain(email.data))) {
    await keepTyped('sign-up', { email: given })
    return seeOther(`${here}?note=${email.success ? 'domain' : 'email'}`)
  }
  const seconds = await mailWait(email.data, request.headers.get(ADDRESS_HEADER) ?? 'unknown')
  if (seconds > 0) return seeOther(`${here}?note=wait&seconds=${seconds}`)
  void sendSignUp(email.data, locale).catch((error: unknown) => console.error(`An account by mail: ${String(error)}`))
  return seeOther(`${here}?note=sent`)
}
