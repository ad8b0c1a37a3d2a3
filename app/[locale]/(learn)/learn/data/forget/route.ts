import { forgetDevice } from '@/server/learning/learners'
import { CLEAR_STORAGE, refused, seeOther } from '@/server/next/responses'
import { deviceToken, forgetCookie } from '@/server/next/session'

/** Ends this browser's access to its learner. Clears what the browser kept as well. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/data/forget'>) {
  const no = await refused(request)
  if (no) return no
  const token = await deviceToken()
  if (token) await forgetDevice(token)
  await forgetCookie()
  return seeOther(`/${(await params).locale}/learn?done=forgotten`, CLEAR_STORAGE)
}
