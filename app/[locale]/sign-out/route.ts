import { headers } from 'next/headers'
import { auth } from '@/server/accounts/auth'
import { withCookies } from '@/server/accounts/sign-in'
import { CLEAR_STORAGE, refused, seeOther } from '@/server/replies'

/** Ends this session. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/sign-out'>) {
  const no = await refused(request)
  if (no) return no
  const { headers: made } = await auth().api.signOut({ headers: await headers(), returnHeaders: true })
  return withCookies(seeOther(`/${(await params).locale}/sign-in?note=out`, CLEAR_STORAGE), made.getSetCookie())
}
