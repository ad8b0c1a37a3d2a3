import { admit } from '@/server/lti/arrive'
import { answeredLogin } from '@/server/lti/login'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

/**
 * The page of this login has found its state in the platform's storage: the browser that brought the answer is the one that began. No
 * other site can send this, and nobody without the key that the answer was given.
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
