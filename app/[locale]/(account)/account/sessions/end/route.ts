import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { endSession } from '@/server/sign-in/sessions'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'

const FormSchema = z.object({ id: z.string().max(100) })

/** Ends one of one's own sessions. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/sessions/end'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const form = FormSchema.safeParse(await fieldsOf(request))
  if (!form.success) return seeOther(`/${locale}/account`)
  await endSession(allowed.person.id, form.data.id)
  await audit({ actor: allowed.person.id, action: 'account.sessions-ended', about: allowed.person.id })
  return seeOther(`/${locale}/account?note=session`)
}
