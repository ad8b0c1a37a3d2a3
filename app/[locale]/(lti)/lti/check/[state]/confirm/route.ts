import { admit } from '@/server/lti/launch-arrival'
import { answeredLogin } from '@/server/lti/login'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

/**
 * The page found this login's state in the platform's storage, so the browser that brought the answer is the one that began. No other site
 * can send this form, and it needs the key that we issued for the answer.
 */
export const POST = formHandler(
  '/[locale]/lti/check/[state]/confirm',
  { texts: ['key'] },
  async ({ locale, params: { state }, address, text }) => {
    const login = await answeredLogin(state, text.key)
    const page = login && (await admit(login, { locale, network: address }))
    return seeOther(page ?? `/${locale}/lti/problem?why=over`)
  },
)
