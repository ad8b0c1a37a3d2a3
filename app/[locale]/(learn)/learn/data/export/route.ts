import { currentPerson } from '@/server/nextjs/current-person'
import { exportOf } from '@/server/privacy/export'
import { fileResponse, seeOther } from '@/server/nextjs/responses'
import { rootOf } from '@/server/platform/launch-token'
import { currentLearner } from '@/server/nextjs/session'

export async function GET(_: Request, { params }: RouteContext<'/[locale]/learn/data/export'>) {
  const { locale } = await params
  const [learner, person] = [await currentLearner(), await currentPerson()]
  if (!learner) return seeOther(`${rootOf(locale)}/learn/data`)
  return fileResponse(
    JSON.stringify(await exportOf({ learner, user: person?.id ?? null }), null, 2),
    'application/json; charset=utf-8',
    'second-look-data.json',
  )
}
