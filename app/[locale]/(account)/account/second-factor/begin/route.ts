import { beginApp, secondFactorOf } from '@/server/accounts/second-factor'
import { formHandler } from '@/server/nextjs/form-handler'
import { proves } from '@/server/sign-in/reauthenticate'
import { hasJustSignedIn } from '@/server/sign-in/second-step'
import { backToPage } from '../back'

export const POST = formHandler(
  '/[locale]/account/second-factor/begin',
  { roles: ['learner'], lacking: true, texts: ['begin_password'] },
  async ({ locale, request, person, address, text }) => {
    const { since, passkeys } = await secondFactorOf(person.id)
    if (since !== null || passkeys > 0 || !(await hasJustSignedIn())) {
      const proved = await proves(person.id, text.begin_password, address)
      if (!proved.ok) return backToPage(locale, request, proved.reason)
    }
    await beginApp(person.id)
    return backToPage(locale, request)
  },
)
