import { acceptLink, forgetDevice } from '@/server/learning/learners'
import { fieldsOf, refused, seeOther } from '@/server/next/responses'
import { deviceToken, rememberDevice } from '@/server/next/session'

/** Uses up a link, by the code that the first device shows: this browser now belongs to its learner. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/continue/[token]/accept'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const done = await acceptLink(token, (await fieldsOf(request)).code ?? '')
  if (done === null || done === 'code') return seeOther(`/${locale}/learn/continue/${token}${done === null ? '' : '?note=code'}`)
  const before = await deviceToken()
  if (before) await forgetDevice(before)
  await rememberDevice(done.device)
  return seeOther(`/${locale}/learn`)
}
