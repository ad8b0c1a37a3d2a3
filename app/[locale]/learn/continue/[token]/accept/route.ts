import { acceptLink, forgetDevice } from '@/server/learners'
import { refused, seeOther } from '@/server/replies'
import { deviceToken, rememberDevice } from '@/server/session'

/** Uses up a link: this browser now belongs to its learner. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/continue/[token]/accept'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, token } = await params
  const device = await acceptLink(token)
  if (!device) return seeOther(`/${locale}/learn/continue/${token}`)
  const before = await deviceToken()
  if (before) await forgetDevice(before)
  await rememberDevice(device)
  return seeOther(`/${locale}/learn`)
}
