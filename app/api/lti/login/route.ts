import { ADDRESS_HEADER } from '@/server/http/headers'
import { stateCookieLine, toolAddresses } from '@/server/lti/addresses'
import { localeOfLaunch } from '@/server/lti/launches'
import { LOGIN_LIFE, LoginSchema, type Refusal, beginLogin, spendLogin } from '@/server/lti/login'
import { formOf } from '@/server/nextjs/form-handler'
import { seeOther, toWait } from '@/server/nextjs/responses'

async function answer(request: Request): Promise<Response> {
  const locale = await localeOfLaunch(null)
  const no = toWait(await spendLogin(request.headers.get(ADDRESS_HEADER) ?? 'unknown'), locale)
  if (no) return no
  const refuse = (why: Refusal) => seeOther(`/${locale}/lti/problem?why=${why}`)
  const addresses = toolAddresses()
  const sent = request.method === 'GET' ? new URL(request.url).searchParams : await formOf(request)
  const asked = LoginSchema.safeParse(Object.fromEntries(sent)).data
  if (!addresses || !asked) return refuse('unknown')
  const begun = await beginLogin(asked, addresses)
  if (!begun.ok) return refuse(begun.reason)
  const { state, id, location, canStore } = begun.login
  return seeOther(canStore ? `/${locale}/lti/keep/${state}` : location, { 'set-cookie': stateCookieLine(id, state, LOGIN_LIFE / 1000) })
}
export { answer as GET, answer as POST }
