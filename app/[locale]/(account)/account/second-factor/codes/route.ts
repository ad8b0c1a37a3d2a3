import { audit } from '@/server/accounts/audit'
import { newRecoveryCodes, secondFactorOf } from '@/server/accounts/second-factor'
import { setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { proves } from '@/server/sign-in/reauthenticate'
import { backToPage } from '../back'

export const POST = formHandler(
  '/[locale]/account/second-factor/codes',
  { roles: ['learner'], texts: ['codes_password'] },
  async ({ locale, request, person, address, text }) => {
    const { since, passkeys } = await secondFactorOf(person.id)
    if (since === null && passkeys === 0) return backToPage(locale, request)
    const proved = await proves(person.id, text.codes_password, address)
    if (!proved.ok) return backToPage(locale, request, proved.reason)
    const codes = await newRecoveryCodes(person.id)
    await audit({ actor: person.id, action: 'account.recovery-codes', about: person.id })
    await notifyElsewhere(person.id, 'recovery-codes')
    await setFlash('recovery-codes', { codes: codes.join(' ') })
    return backToPage(locale, request)
  },
)
