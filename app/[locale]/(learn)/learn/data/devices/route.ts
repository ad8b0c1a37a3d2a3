import { forgetOthers } from '@/server/learning/learners'
import { refused, seeOther } from '@/server/next/responses'
import { anonymousLearner, deviceToken } from '@/server/next/session'

/** Ends the access of every other browser to this browser's record. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/data/devices'>) {
  const no = await refused(request)
  if (no) return no
  const [learner, token] = [await anonymousLearner(), await deviceToken()]
  if (learner && token) await forgetOthers(learner, token)
  return seeOther(`/${(await params).locale}/learn/data`)
}
