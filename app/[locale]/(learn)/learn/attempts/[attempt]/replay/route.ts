import { z } from 'zod'
import { isFinished } from '@/scenarios/engine/play/journal'
import { replayFrom } from '@/server/learning/attempts'
import { currentAttempt } from '@/server/next/attempt'
import { refused, seeOther } from '@/server/next/responses'
import { mayStartHere } from '@/server/next/session'

const From = z.coerce.number().int().min(0).max(1000)

/** A practice attempt from one of a finished attempt's decisions on. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/attempts/[attempt]/replay'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, attempt: id } = await params
  const attempt = await currentAttempt(id)
  const from = From.safeParse((await request.formData().catch(() => new FormData())).get('from'))
  if (attempt && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${attempt.header.pattern}?note=tooMany`)
  const next = attempt && isFinished(attempt.replay.state) && from.success ? await replayFrom(attempt, from.data) : null
  return seeOther(`/${locale}/learn/attempts/${next ?? id}`)
}
