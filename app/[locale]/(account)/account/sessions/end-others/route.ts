import { formHandler } from '@/server/next/form-handler'
import { audit } from '@/server/accounts/audit'
import { endOtherSessions } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/next/responses'

/** Ends one's sessions on every other device. */
export const POST = formHandler('/[locale]/account/sessions/end-others', { roles: ['learner'] }, async ({ locale, person }) => {
  await endOtherSessions(person.id)
  await audit({ actor: person.id, action: 'account.sessions-ended', about: person.id })
  return seeOther(`/${locale}/account?note=sessions`)
})
