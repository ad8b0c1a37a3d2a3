import { linkDevice } from '@/server/learning/learners'
import { refused, seeOther } from '@/server/next/responses'
import { anonymousLearner } from '@/server/next/session'

/** Makes a link for another device. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/data/link'>) {
  const no = await refused(request)
  if (no) return no
  const here = `/${(await params).locale}/learn/data`
  // With an account one signs in there.
  const learner = await anonymousLearner()
  return seeOther(learner ? `${here}/link/${await linkDevice(learner)}` : here)
}
