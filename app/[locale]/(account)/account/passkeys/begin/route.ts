import { headers } from 'next/headers'
import { proves } from '@/server/sign-in/reauthenticate'
import { auth } from '@/server/accounts/auth'
import { permittedToWrite } from '@/server/next/current-person'
import { withCookies } from '@/server/sign-in/sign-in'
import { ADDRESS_HEADER } from '@/server/http/headers'
import { fieldsOf, refused } from '@/server/next/responses'

/** Begins adding a passkey, for a script: the options for the browser, once whoever asks has shown that the account is theirs. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/account/passkeys/begin'>) {
  const no = await refused(request)
  if (no) return no
  const allowed = await permittedToWrite((await params).locale, 'learner')
  if (allowed.no) return allowed.no
  const { password = '' } = await fieldsOf(request)
  const proved = await proves(allowed.person.id, password, request.headers.get(ADDRESS_HEADER) ?? 'unknown')
  if (!proved.ok) return Response.json({ reason: proved.reason }, { status: 403, headers: { 'cache-control': 'no-store' } })
  const made = await auth().api.generatePasskeyRegistrationOptions({ headers: await headers(), query: {}, returnHeaders: true })
  return withCookies(Response.json(made.response, { headers: { 'cache-control': 'no-store' } }), made.headers.getSetCookie())
}
