import { headers } from 'next/headers'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { auth } from '@/server/accounts/auth'
import { permittedToWrite } from '@/server/next/current-person'
import { tellElsewhere } from '@/server/sign-in/dismissed-notices'
import { rememberKnown } from '@/server/sign-in/known-device'
import { PasswordSchema } from '@/server/accounts/passwords'
import { endPasskeys } from '@/server/sign-in/prove-address'
import { isRefusal, withCookies } from '@/server/sign-in/sign-in'
import { succeeded, tryWait } from '@/server/accounts/throttle'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'

const FormSchema = z.object({ current: z.string().min(1).max(200), password: PasswordSchema })

/** Changes one's own password; sessions on other devices end, and passkeys: one may be of whoever knew the password before. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/password'>) {
  const no = await refused(request)
  if (no) return no
  const { locale } = await params
  const allowed = await permittedToWrite(locale, 'learner')
  if (allowed.no) return allowed.no
  const back = (note: string) => seeOther(`/${locale}/account?note=${note}#password`)
  const form = FormSchema.safeParse(await fieldsOf(request))
  if (!form.success) return back(form.error.issues[0]!.path[0] === 'password' ? 'short' : 'wrong')
  const tries = { account: `change ${allowed.person.id}`, address: request.headers.get(ADDRESS_HEADER) ?? 'unknown', device: null }
  if ((await tryWait(tries)).wait > 0) return back('wait')
  try {
    const { current: currentPassword, password: newPassword } = form.data
    const made = await auth().api.changePassword({
      body: { currentPassword, newPassword, revokeOtherSessions: true },
      headers: await headers(),
      returnHeaders: true,
    })
    await succeeded(tries)
    await rememberKnown(allowed.person.email)
    await endPasskeys(allowed.person.id)
    await tellElsewhere(allowed.person.id, 'password')
    await audit({ actor: allowed.person.id, action: 'account.password-changed', about: allowed.person.id })
    return withCookies(seeOther(`/${locale}/account?note=password`), made.headers.getSetCookie())
  } catch (error) {
    if (isRefusal(error)) return back('wrong')
    throw error
  }
}
