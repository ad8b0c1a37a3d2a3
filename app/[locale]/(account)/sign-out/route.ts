import { formHandler } from '@/server/nextjs/form-handler'
import { headers } from 'next/headers'
import { auth } from '@/server/accounts/auth'
import { ownPath } from '@/server/accounts/paths'
import { withCookies } from '@/server/sign-in/sign-in'
import { cookieName } from '@/server/http/cookies'
import { seeOtherCleared } from '@/server/nextjs/responses'
import { dropCookies } from '@/server/nextjs/session'

/** Also ends this browser's control of live sessions: the computer may be shared. */
export const POST = formHandler('/[locale]/sign-out', {}, async ({ locale, request }) => {
  const { headers: made } = await auth().api.signOut({ headers: await headers(), returnHeaders: true })
  await dropCookies((name) => name === cookieName('facilitator'))
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  const query = new URLSearchParams({ note: 'out', ...(next && { next }) })
  return withCookies(await seeOtherCleared(`/${locale}/sign-in?${query}`), made.getSetCookie())
})
