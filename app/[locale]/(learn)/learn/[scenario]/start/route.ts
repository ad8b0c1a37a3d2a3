import { formHandler } from '@/server/nextjs/form-handler'
import { countsFor } from '@/server/enrolment/attempts'
import { listAttempts } from '@/server/learning/attempt-list'
import { startAttempt } from '@/server/learning/attempts'
import { seeOther } from '@/server/nextjs/responses'
import { ensureLearner, mayStartHere } from '@/server/nextjs/session'

/** Continues an attempt that is still open. A scenario that counts in a course is played there first. */
export const POST = formHandler('/[locale]/learn/[scenario]/start', {}, async ({ locale, params: { scenario }, request }) => {
  const learner = await ensureLearner()
  const counts = await countsFor(learner, scenario)
  if (counts) return seeOther(`/${locale}/courses/${counts.enrolment.row.id}`)
  const open = (await listAttempts(learner)).find((a) => a.scenario === scenario && a.purpose === 'learn' && !a.finished)
  if (!open && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${scenario}?note=tooMany`)
  const attempt = open?.id ?? (await startAttempt({ learner, scenario, locale }))
  return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : `/${locale}/learn`)
})
