import { formHandler } from '@/server/nextjs/form-handler'
import { headers } from 'next/headers'
import { auth } from '@/server/accounts/auth'
import { ownPath } from '@/server/accounts/paths'
import { cookieName } from '@/server/http/cookies'
import { seeOtherCleared } from '@/server/nextjs/responses'
import { dropCookies } from '@/server/nextjs/session'

/** Also ends this browser's control of live sessions: the computer may be shared. */
export const POST = formHandler('/[locale]/sign-out', {}, async ({ locale, request }) => {
  await auth().api.signOut({ headers: await headers() })
  await dropCookies((name) => name === cookieName('facilitator') || name.startsWith(`${cookieName('account')}.`))
  const next = ownPath(new URL(request.url).searchParams.get('next'), '')
  return seeOtherCleared(`/${locale}/sign-in?${new URLSearchParams({ note: 'out', ...(next && { next }) })}`)
})
