import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { permittedToWrite } from '@/server/next/current-person'
import { tellElsewhere } from '@/server/sign-in/dismissed-notices'
import { removePasskey } from '@/server/sign-in/sessions'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'

const FormSchema = z.object({ id: z.string().max(100) })

/** Removes one of one's own passkeys. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/passkeys/remove'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const form = FormSchema.safeParse(await fieldsOf(request))
  if (!form.success) return seeOther(`/${locale}/account`)
  if (await removePasskey(allowed.person.id, form.data.id)) {
    await audit({ actor: allowed.person.id, action: 'account.passkey-removed', about: allowed.person.id })
    await tellElsewhere(allowed.person.id, 'passkey-removed')
  }
  return seeOther(`/${locale}/account?note=passkeyRemoved`)
}
