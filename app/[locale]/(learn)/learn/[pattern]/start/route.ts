import { listAttempts, startAttempt } from '@/server/learning/attempts'
import { refused, seeOther } from '@/server/next/responses'
import { ensureLearner, mayStartHere } from '@/server/next/session'

/** Starts a pattern, or goes on with the attempt that is still open. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/learn/[pattern]/start'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, pattern } = await params
  const learner = await ensureLearner()
  const open = (await listAttempts(learner)).find((a) => a.pattern === pattern && a.purpose === 'learn' && !a.finished)
  if (!open && !(await mayStartHere(request))) return seeOther(`/${locale}/learn/${pattern}?note=tooMany`)
  const attempt = open?.id ?? (await startAttempt({ learner, pattern, locale }))
  return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : `/${locale}/learn`)
}
