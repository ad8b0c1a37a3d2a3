import { headers } from 'next/headers'
import { auth } from '@/server/accounts/auth'
import { SSO_ID, ownPath } from '@/server/accounts/paths'
import { isRefusal, withCookies } from '@/server/accounts/sign-in'
import { isProviderThere } from '@/server/accounts/single-sign-on'
import { config } from '@/server/config'
import { gone, limited, seeOther } from '@/server/replies'

/**
 * Leads to the organisation's identity provider. By GET: a form would be stopped by our own policy, which lets forms go to
 * this site alone, redirects included.
 */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/sign-in/sso'>) {
  const { locale } = await params
  const { OIDC_ISSUER } = config()
  if (!OIDC_ISSUER) return gone(locale)
  const no = await limited(request, locale)
  if (no) return no
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  const back = (note: string) => `/${locale}/sign-in?${new URLSearchParams({ note, ...(next && { next }) })}`
  if (!(await isProviderThere(OIDC_ISSUER))) return seeOther(back('ssoDown'))
  try {
    const begun = await auth().api.signInSocial({
      body: { provider: SSO_ID, callbackURL: next || `/${locale}/learn`, errorCallbackURL: back('sso'), disableRedirect: true }, headers: await headers(), returnHeaders: true,
    })
    return withCookies(seeOther(begun.response.url!), begun.headers.getSetCookie())
  } catch (error) {
    if (!isRefusal(error)) throw error
    return seeOther(back('ssoDown'))
  }
}
