import { formHandler } from '@/server/next/form-handler'
import { isFinished } from '@/scenarios/engine/play/journal'
import { readAttempt, startOther } from '@/server/learning/attempts'
import { seeOther } from '@/server/next/responses'
import { currentLearner, mayStartHere } from '@/server/next/session'

/** The other version of a finished attempt's pattern, for practice. */
export const POST = formHandler('/[locale]/learn/attempts/[attempt]/other', {}, async ({ locale, params: { attempt: id }, request }) => {
  const learner = await currentLearner()
  const attempt = learner && (await readAttempt(learner, id))
  if (attempt && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${attempt.header.pattern}?note=tooMany`)
  const next = attempt && isFinished(attempt.replay.state) ? await startOther(attempt, locale) : null
  return seeOther(`/${locale}/learn/attempts/${next ?? id}`)
})
