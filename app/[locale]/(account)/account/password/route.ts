import { formHandler } from '@/server/nextjs/form-handler'
import { headers } from 'next/headers'
import { z } from 'zod'
import { audit } from '@/server/accounts/audit'
import { auth } from '@/server/accounts/auth'
import { entering } from '@/server/accounts/entering'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { rememberKnown } from '@/server/sign-in/known-device'
import { PasswordSchema, weaknessOf } from '@/server/accounts/passwords'
import { removePasskeys } from '@/server/accounts/second-factor'
import { ownStrength } from '@/server/sign-in/second-step'
import { isRefusal, withCookies } from '@/server/sign-in/sign-in'
import { SIGNED_IN, succeeded, tryPassword } from '@/server/accounts/throttle'
import { seeOther } from '@/server/nextjs/responses'

const FormSchema = z.object({ current: z.string().min(1).max(200), password: PasswordSchema })

/** Ends the sessions on other devices and removes all passkeys: one may belong to somebody who knew the old password. */
export const POST = formHandler(
  '/[locale]/account/password',
  { roles: ['learner'], schema: FormSchema },
  async ({ locale, person, address, form }) => {
    const back = (note: string) => seeOther(`/${locale}/account?note=${note}#password`)
    if (!form.success) return back(form.error.issues[0]!.path[0] === 'password' ? 'short' : 'wrong')
    const weak = await weaknessOf(form.data.password, person)
    if (weak) return back(weak)
    const tries = { account: `change ${person.id}`, address, device: SIGNED_IN }
    try {
      const { current: currentPassword, password: newPassword } = form.data
      const request = {
        body: { currentPassword, newPassword, revokeOtherSessions: true },
        headers: await headers(),
        returnHeaders: true as const,
      }
      // The new session is as strong as the one that it replaces.
      const strength = await ownStrength()
      const tried = await tryPassword(tries, () => entering.run({ strength }, () => auth().api.changePassword(request)))
      if ('wait' in tried) return back('wait')
      await succeeded(tries)
      await rememberKnown(person.email)
      await removePasskeys(person.id)
      await notifyElsewhere(person.id, 'password')
      await audit({ actor: person.id, action: 'account.password-changed', about: person.id })
      return withCookies(seeOther(`/${locale}/account?note=password`), tried.result.headers.getSetCookie())
    } catch (error) {
      if (isRefusal(error)) return back('wrong')
      throw error
    }
  },
)
