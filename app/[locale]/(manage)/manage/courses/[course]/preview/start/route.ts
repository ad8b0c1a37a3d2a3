import { rulesOf } from '@/scenarios/engine/course/items'
import { startAttempt } from '@/server/learning/attempts'
import { seeOther } from '@/server/next/responses'
import { ensureLearner } from '@/server/next/session'
import { postedToCourse } from '../../../owned'

/** Opens a scenario of the draft as practice: it is no attempt of any course, and in no profile. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/preview/start'>) {
  const { locale, course: id } = await params
  const post = await postedToCourse(request, { locale, course: id })
  if (post instanceof Response) return post
  const { course, base, text } = post
  const item = course.draft.items.find((i) => i.id === text('item'))
  const pattern = item && rulesOf(item).pattern(item)
  const attempt = pattern ? await startAttempt({ learner: await ensureLearner(), pattern, locale, purpose: 'practice' }) : null
  return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : `${base}/preview`)
}
