import { rulesOf } from '@/scenarios/engine/course/items'
import { formHandler } from '@/server/nextjs/form-handler'
import { BUILDERS } from '@/server/courses/owners'
import { startAttempt } from '@/server/learning/attempts'
import { seeOther } from '@/server/nextjs/responses'
import { ensureLearner } from '@/server/nextjs/session'
import { postedToCourse } from '../../../owned-course'

/** The attempt is practice: it belongs to no course and enters no profile. */
export const POST = formHandler('/[locale]/manage/courses/[course]/preview/start', { roles: BUILDERS, texts: ['item'] }, async (post) => {
  const { locale, text } = post
  const { course, base } = await postedToCourse(post)
  const item = course.draft.items.find((i) => i.id === text.item)
  const scenario = item && rulesOf(item).scenario(item)
  const attempt = scenario ? await startAttempt({ learner: await ensureLearner(), scenario, locale, purpose: 'practice' }) : null
  return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : `${base}/preview`)
})
