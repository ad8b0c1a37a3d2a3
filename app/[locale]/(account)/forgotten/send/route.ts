import { EmailSchema } from '@/server/accounts/invitation-list'
import { sendReset } from '@/server/sign-in/sign-up'
import { mailWait } from '@/server/accounts/throttle'
import { hasMail } from '@/server/platform/mail'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { keepTyped } from '@/server/next/flash'

/** Mails a link to a new password. What is answered, and how soon, is the same for every address. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/forgotten/send'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const here = `/${locale}/forgotten`
  if (!hasMail()) return seeOther(here)
  const { email: given = '' } = await fieldsOf(request)
  const email = EmailSchema.safeParse(given)
  if (!email.success) {
    await keepTyped('forgotten', { email: given })
    return seeOther(`${here}?note=email`)
  }
  const seconds = await mailWait(email.data, request.headers.get(ADDRESS_HEADER) ?? 'unknown')
  if (seconds > 0) return seeOther(`${here}?note=wait&seconds=${seconds}`)
  void sendReset(email.data, locale).catch((error: unknown) => console.error(`A new password: ${String(error)}`))
  return seeOther(`${here}?note=sent`)
}
