import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { DraftSchema } from '@/scenarios/engine/course/course'
import { saveDraft } from '@/server/courses/courses'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../../owned-course'
import { type KeptRules, RULES, type Rule } from '../rules-form'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/rules/save',
  { roles: BUILDERS, texts: [...RULES, 'seen'] },
  async (post) => {
    const { text } = post
    const { course, base, keep } = await postedToCourse(post)
    const values = Object.fromEntries(RULES.map((name) => [name, text[name]])) as Record<Rule, string>
    const number = (value: string) => (value.trim() === '' ? null : Number(value))
    const draft = DraftSchema.safeParse({
      ...course.draft,
      ...values,
      due_days: number(values.due_days),
      renew_months: number(values.renew_months),
      keep_years: number(values.keep_years) ?? undefined,
      tells_manager: values.tells_manager || undefined,
    })
    const page = `${base}/rules`
    if (!draft.success) {
      const wrong = draft.error.issues.map((issue) => issue.path[0])
      return keep(page, { values, elsewhere: false, errors: RULES.filter((name) => wrong.includes(name)) } satisfies KeptRules)
    }
    if (!(await saveDraft(course.id, draft.data, Number(text.seen))))
      return keep(page, { values, elsewhere: true, errors: [] } satisfies KeptRules)
    return seeOther(`${page}?note=saved`)
  },
)
