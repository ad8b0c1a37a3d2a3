import { audit } from '@/server/accounts/audit'
import { removeApp } from '@/server/accounts/second-factor'
import { formHandler } from '@/server/nextjs/form-handler'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { proves } from '@/server/sign-in/reauthenticate'
import { currentSession } from '@/server/sign-in/sessions'
import { backToPage } from '../back'

export const POST = formHandler(
  '/[locale]/account/second-factor/remove',
  { roles: ['learner'], texts: ['remove_password'] },
  async ({ locale, request, person, address, text }) => {
    const proved = await proves(person.id, text.remove_password, address)
    if (!proved.ok) return backToPage(locale, request, proved.reason)
    await removeApp(person.id, await currentSession())
    await audit({ actor: person.id, action: 'account.factor-removed', about: person.id })
    await notifyElsewhere(person.id, 'factor-removed')
    return backToPage(locale, request, 'removed')
  },
)
