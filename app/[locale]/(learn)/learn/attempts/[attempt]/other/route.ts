import { formHandler } from '@/server/nextjs/form-handler'
import { isFinished } from '@/scenarios/engine/play/journal'
import { startOther } from '@/server/learning/play-again'
import { currentAttempt } from '@/server/nextjs/attempt'
import { seeOther } from '@/server/nextjs/responses'
import { mayStartHere } from '@/server/nextjs/session'
import { rootOf } from '@/server/platform/launch-token'

export const POST = formHandler('/[locale]/learn/attempts/[attempt]/other', {}, async ({ locale, params: { attempt: id }, request }) => {
  const attempt = await currentAttempt(id)
  if (attempt && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${attempt.header.scenario}?note=tooMany`)
  const next = attempt && isFinished(attempt.replay.state) ? await startOther(attempt) : null
  return seeOther(`${rootOf(locale)}/learn/attempts/${next ?? id}`)
})
