import { admit } from '@/server/lti/arrive'
import { readLogin } from '@/server/lti/login'
import { formHandler } from '@/server/nextjs/form-handler'
import { seeOther } from '@/server/nextjs/responses'

/** The page of this login has found its state in the platform's storage: it is the browser that began. No other site can send this. */
export const POST = formHandler('/[locale]/lti/check/[state]/confirm', {}, async ({ locale, params: { state }, address }) => {
  const login = await readLogin(state)
  const page = login && (await admit(login, { locale, network: address }))
  return seeOther(page ?? `/${locale}/lti/problem?why=over`)
})
