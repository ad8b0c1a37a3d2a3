import { audit } from '@/server/accounts/audit'
import { auth } from '@/server/accounts/auth'
import { entering } from '@/server/accounts/entering'
import { currentPerson } from '@/server/nextjs/current-person'
import { noteClaims } from '@/server/accounts/member-claims'
import { fillFor } from '@/server/directory/fill-cohorts'
import { nameGiven } from '@/server/accounts/given-name'
import { notify } from '@/server/accounts/notices'
import { isOpenToBrowsers } from '@/server/accounts/open-endpoints'
import { passkeyAnswer } from '@/server/accounts/passkey-answer'
import { ownPath } from '@/server/accounts/paths'
import { proveBySso } from '@/server/sign-in/prove-address'
import { passkeyAdded } from '@/server/sign-in/second-step'
import { keepAttempts } from '@/server/sign-in/sign-in'
import { type Arrival, arrival, setRolesByClaims, userOfClaims } from '@/server/accounts/single-sign-on'
import { rememberLanguage } from '@/server/mail/language'
import { DEFAULT_LOCALE } from '@/server/platform/locales'
import { setFlash } from '@/server/nextjs/flash'
import { limited, refused, seeOther } from '@/server/nextjs/responses'

/** The few addresses of better-auth that browsers call themselves. */
async function answer(request: Request): Promise<Response> {
  const { pathname } = new URL(request.url)
  if (!isOpenToBrowsers(request.method, pathname)) return new Response(null, { status: 404 })
  const no = request.method === 'GET' ? await limited(request, DEFAULT_LOCALE) : await refused(request)
  if (no) return no
  if (pathname.includes('/callback/')) return arrive(request)
  if (!pathname.includes('/verify-')) return auth().handler(request)
  const answered = await passkeyAnswer(request)
  if (!answered) return new Response(null, { status: 400 })
  const isAdding = pathname.endsWith('/verify-registration')
  // better-auth also lets in a sign-in whose second factor is still missing.
  const person = isAdding ? await currentPerson() : null
  if (isAdding && !person) return new Response(null, { status: 403 })
  const response = await entering.run({}, () => auth().handler(answered))
  // better-auth says 500 of a new passkey that it cannot read.
  if (!response.ok) return isAdding ? new Response(null, { status: 400 }) : response
  if (person) {
    const codes = await passkeyAdded(person.id)
    if (codes.length > 0) await setFlash('recovery-codes', { codes: codes.join(' ') })
  } else await keepAttempts(((await response.json()) as { session: { userId: string } }).session.userId)
  // The page only needs to know that it worked. The response's session and key stay on the server.
  return Response.json({ ok: true }, { headers: [...response.headers].filter(([name]) => name === 'set-cookie') })
}
export { answer as GET, answer as POST }

const ERRORS: Record<string, string> = { account_not_linked: 'ssoKnown', email_not_found: 'ssoNoEmail' }
const REFUSED = { unverified: 'ssoUnverified', 'no-email': 'ssoNoEmail', 'other-identity': 'ssoOther', left: 'left' } as const

async function arrive(request: Request): Promise<Response> {
  const here: Arrival = {}
  const response = await arrival.run(here, () => auth().handler(request)).catch(() => new Response(null, { status: 500 }))
  const to = new URL(response.headers.get('location') ?? '/sign-in?error=broken', request.url)
  const error = to.searchParams.get('error')
  if (error || here.refused || !here.claims) {
    const page = /^\/[\w-]+\/sign-in$/.test(to.pathname) ? to.pathname : `/${DEFAULT_LOCALE}/sign-in`
    const next = ownPath(to.searchParams.get('next'), '')
    const note = here.refused ? REFUSED[here.refused] : (ERRORS[error ?? ''] ?? 'sso')
    return seeOther(`${page}?${new URLSearchParams({ note, ...(next && { next }) })}`)
  }
  const user = await userOfClaims(here.claims)
  if (user) {
    if (here.joined) {
      await audit({ actor: user, action: 'account.sso-joined', about: user })
      await notify(user, 'sso-joined', null)
    }
    if (here.isNew) await audit({ actor: user, action: 'account.joined', about: user, detail: { by: 'single sign-on' } })
    await setRolesByClaims(user, here.claims)
    await noteClaims(user, here.claims)
    await fillFor(user)
    const { email, email_verified, name, preferred_username } = here.claims
    await nameGiven(user, name ?? preferred_username)
    await rememberLanguage(user, to.pathname.split('/')[1] ?? '')
    const vouched = email_verified === true ? email?.toLowerCase() : undefined
    if (vouched) await proveBySso(user, vouched)
    await keepAttempts(user, { vouched })
  }
  return response
}
