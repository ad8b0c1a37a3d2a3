import { headers } from 'next/headers'
import { auth } from '@/server/accounts/auth'
import { SSO_ID, ownPath } from '@/server/accounts/paths'
import { isRefusal, withCookies } from '@/server/sign-in/sign-in'
import { isProviderThere } from '@/server/accounts/single-sign-on'
import { config } from '@/server/platform/config'
import { gone, limited, seeOther } from '@/server/nextjs/responses'

/**
 * Leads to the organisation's identity provider. This is a GET because our own policy would stop a form: it lets forms go only to this
 * site, redirects included. `again` makes the provider ask for credentials even if it knows the person.
 */
export async function GET(request: Request, { params }: RouteContext<'/[locale]/sign-in/sso'>) {
  const { locale } = await params
  const { OIDC_ISSUER } = config()
  if (!OIDC_ISSUER) return gone(locale)
  const no = await limited(request, locale)
  if (no) return no
  const asked = new URL(request.url).searchParams
  const next = ownPath(asked.get('next'), '')
  // Requests from elsewhere go to the page with the button: signing in adopts what was done in this browser without an account.
  if (!isFromHere(request)) return seeOther(`/${locale}/sign-in${next && `?${new URLSearchParams({ next })}`}`)
  const back = (note: string) => `/${locale}/sign-in?${new URLSearchParams({ note, ...(next && { next }) })}`
  if (!(await isProviderThere(OIDC_ISSUER))) return seeOther(back('ssoDown'))
  try {
    const begun = await auth().api.signInSocial({
      body: {
        provider: SSO_ID,
        // The sign-in page knows where to send somebody who is signed in.
        callbackURL: next || `/${locale}/sign-in`,
        errorCallbackURL: back('sso'),
        disableRedirect: true,
        ...(asked.has('again') && { additionalParams: { prompt: 'login', max_age: '0' }, additionalData: { again: true } }),
      },
      headers: await headers(),
      returnHeaders: true,
    })
    return withCookies(seeOther(begun.response.url!), begun.headers.getSetCookie())
  } catch (error) {
    if (!isRefusal(error)) throw error
    return seeOther(back('ssoDown'))
  }
}

/** Browsers send no `sec-fetch-site` over plain http, so there the referring page decides. */
function isFromHere({ headers }: Request): boolean {
  const [site, from] = [headers.get('sec-fetch-site'), headers.get('referer')]
  return site ? site === 'same-origin' : !from || (URL.canParse(from) && new URL(from).host === headers.get('host'))
}
