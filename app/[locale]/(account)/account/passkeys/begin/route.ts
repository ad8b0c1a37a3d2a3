import { formHandler } from '@/server/nextjs/form-handler'
import { headers } from 'next/headers'
import { proves } from '@/server/sign-in/reauthenticate'
import { auth } from '@/server/accounts/auth'
import { withCookies } from '@/server/sign-in/sign-in'

export const POST = formHandler(
  '/[locale]/account/passkeys/begin',
  { roles: ['learner'], lacking: true, texts: ['password'] },
  async ({ person, address, text }) => {
    const proved = await proves(person.id, text.password, address)
    if (!proved.ok) return Response.json({ reason: proved.reason }, { status: 403, headers: { 'cache-control': 'no-store' } })
    const made = await auth().api.generatePasskeyRegistrationOptions({ headers: await headers(), query: {}, returnHeaders: true })
    return withCookies(Response.json(made.response, { headers: { 'cache-control': 'no-store' } }), made.headers.getSetCookie())
  },
)
