import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { endOtherSessions } from '@/server/sign-in/sessions'
import { seeOther } from '@/server/nextjs/responses'

export const POST = formHandler('/[locale]/account/sessions/end-others', { roles: ['learner'] }, async ({ locale, person }) => {
  await endOtherSessions(person.id)
  await audit({ actor: person.id, action: 'account.sessions-ended', about: person.id })
  return seeOther(`/${locale}/account?note=sessions`)
})
