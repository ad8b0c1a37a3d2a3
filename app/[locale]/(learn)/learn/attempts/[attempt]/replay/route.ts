import { formHandler } from '@/server/nextjs/form-handler'
import { z } from 'zod'
import { isFinished } from '@/scenarios/engine/play/journal'
import { replayFrom } from '@/server/learning/play-again'
import { currentAttempt } from '@/server/nextjs/attempt'
import { seeOther } from '@/server/nextjs/responses'
import { mayStartHere } from '@/server/nextjs/session'
import { rootOf } from '@/server/platform/launch-token'

const Form = z.object({ from: z.coerce.number().int().min(0).max(1000).default(0) })

export const POST = formHandler(
  '/[locale]/learn/attempts/[attempt]/replay',
  { schema: Form },
  async ({ locale, params: { attempt: id }, request, form }) => {
    const attempt = await currentAttempt(id)
    if (attempt && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${attempt.header.scenario}?note=tooMany`)
    const next = attempt && isFinished(attempt.replay.state) && form.success ? await replayFrom(attempt, form.data.from) : null
    return seeOther(`${rootOf(locale)}/learn/attempts/${next ?? id}`)
  },
)
