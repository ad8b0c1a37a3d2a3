import { permittedToWrite } from '@/server/next/current-person'
import { acceptProof } from '@/server/sign-in/prove-address'
import { currentSession } from '@/server/sign-in/sessions'
import { refused, seeOther } from '@/server/next/responses'

/** Proves the address of the account that is signed in. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/prove/[token]/accept'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const proven = await acceptProof(allowed.person, (await currentSession())!, token)
  return seeOther(proven ? `/${locale}/account?note=proven` : `/${locale}/account/prove/${token}`)
}
