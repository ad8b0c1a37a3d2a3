import { audit } from '@/server/accounts/audit'
import { confirmApp } from '@/server/accounts/second-factor'
import { SIGNED_IN, succeeded, tryWait } from '@/server/accounts/throttle'
import { setFlash } from '@/server/nextjs/flash'
import { formHandler } from '@/server/nextjs/form-handler'
import { notifyElsewhere } from '@/server/sign-in/dismissed-notices'
import { strengthen } from '@/server/sign-in/second-step'
import { currentSession, endOtherSessions } from '@/server/sign-in/sessions'
import { backToPage } from '../back'

/** This session counts as completed with the app. All others end, because they were completed with less. */
export const POST = formHandler(
  '/[locale]/account/second-factor/confirm',
  { roles: ['learner'], lacking: true, texts: ['code'] },
  async ({ locale, request, person, address, text }) => {
    const tries = { account: `confirm ${person.id}`, address, device: SIGNED_IN }
    if ((await tryWait(tries)).wait > 0) return backToPage(locale, request, 'wait')
    const codes = await confirmApp(person.id, text.code)
    if (!codes) return backToPage(locale, request, 'code')
    await succeeded(tries)
    await strengthen((await currentSession())!, 'code')
    await endOtherSessions(person.id)
    await audit({ actor: person.id, action: 'account.factor-added', about: person.id })
    await notifyElsewhere(person.id, 'factor-added')
    await setFlash('recovery-codes', { codes: codes.join(' ') })
    return backToPage(locale, request)
  },
)
