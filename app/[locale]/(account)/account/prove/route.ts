import { permittedToWrite } from '@/server/next/current-person'
import { isProven, sendProof } from '@/server/sign-in/prove-address'
import { mailWait } from '@/server/accounts/throttle'
import { hasMail } from '@/server/platform/mail'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { refused, seeOther } from '@/server/next/responses'

/** Mails a link that proves one's own address. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/prove'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const { person } = allowed
  const here = `/${locale}/account`
  if (!hasMail() || (await isProven(person.id))) return seeOther(here)
  if ((await mailWait(person.email, request.headers.get(ADDRESS_HEADER) ?? 'unknown')) > 0) return seeOther(`${here}?note=proofWait`)
  return seeOther(`${here}?note=${(await sendProof(person, locale)).ok ? 'proofSent' : 'proofFailed'}`)
}
