import { audit } from '@/server/accounts/audit'
import { toolAddresses } from '@/server/lti/addresses'
import { RegistrationSchema, register } from '@/server/lti/registration'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

/** Registers the platform here and us there. Anyone who has the link may do this: an administrator made it. */
export const POST = formHandler(
  '/[locale]/lti/register/[token]/do',
  { schema: RegistrationSchema },
  async ({ locale, params: { token }, form, fields }) => {
    const here = `/${locale}/lti/register/${token}`
    const addresses = toolAddresses()
    if (!form.success || !addresses) return seeOther(here)
    const done = await register(token, form.data, { addresses, locale })
    if (done.ok) {
      const { id, origins } = done.platform
      await audit({ actor: 'system', action: 'platform.registered', thing: id, detail: { servers: origins.join(', ') } })
      return seeOther(`${here}?note=${done.isAccepted ? 'done' : 'waits'}`)
    }
    const { openid_configuration = '', registration_token = '' } = fields
    const foreign = done.reason === 'address' ? done.foreign.join(' ') : ''
    return seeOther(`${here}?${new URLSearchParams({ note: done.reason, foreign, openid_configuration, registration_token })}`)
  },
)
