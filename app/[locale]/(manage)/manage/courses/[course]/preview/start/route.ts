import { SECTIONS } from '../../../../manage-shell'
import { formHandler } from '@/server/next/form-handler'
import { startAttempt } from '@/server/learning/attempts'
import { seeOther } from '@/server/next/responses'
import { ensureLearner } from '@/server/next/session'
import { postedToCourse } from '../../../owned'

/** Opens a scenario of the draft as practice: it is no attempt of any course, and in no profile. */
export const POST = formHandler(
  '/[locale]/manage/courses/[course]/preview/start',
  { roles: SECTIONS.courses, texts: ['item'] },
  async (post) => {
    const { locale, text } = post
    const { course, base } = await postedToCourse(post)
    const item = course.draft.items.find((i) => i.id === text.item)
    const attempt =
      item?.kind === 'pattern'
        ? await startAttempt({ learner: await ensureLearner(), pattern: item.pattern, locale, purpose: 'practice' })
        : null
    return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : `${base}/preview`)
  },
)
