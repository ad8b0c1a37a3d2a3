import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { endOtherSessions } from '@/server/sign-in/sessions'
import { refused, seeOther } from '@/server/next/responses'

/** Ends one's sessions on every other device. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/sessions/end-others'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  await endOtherSessions(allowed.person.id)
  await audit({ actor: allowed.person.id, action: 'account.sessions-ended', about: allowed.person.id })
  return seeOther(`/${locale}/account?note=sessions`)
}
