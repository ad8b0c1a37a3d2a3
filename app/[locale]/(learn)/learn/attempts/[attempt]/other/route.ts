import { isFinished } from '@/scenarios/engine/play/journal'
import { startOther } from '@/server/learning/attempts'
import { currentAttempt } from '@/server/next/attempt'
import { refused, seeOther } from '@/server/next/responses'
import { mayStartHere } from '@/server/next/session'

/** The other version of a finished attempt's pattern, for practice. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/attempts/[attempt]/other'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, attempt: id } = await params
  const attempt = await currentAttempt(id)
  if (attempt && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${attempt.header.pattern}?note=tooMany`)
  const next = attempt && isFinished(attempt.replay.state) ? await startOther(attempt, locale) : null
  return seeOther(`/${locale}/learn/attempts/${next ?? id}`)
}
