import { DraftSchema } from '@/scenarios/engine/course/course'
import { saveDraft } from '@/server/courses/courses'
import { seeOther } from '@/server/next/responses'
import { postedToCourse } from '../../../owned'
import { type KeptRules, RULES, type Rule } from '../kept'

/** Saves the title and the rules in the draft. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/rules/save'>) {
  const post = await postedToCourse(request, await params)
  if (post instanceof Response) return post
  const { course, base, text, keep } = post
  const values = Object.fromEntries(RULES.map((name) => [name, text(name)])) as Record<Rule, string>
  const number = (value: string) => (value.trim() === '' ? null : Number(value))
  const draft = DraftSchema.safeParse({
    ...course.draft,
    ...values,
    due_days: number(values.due_days),
    renew_months: number(values.renew_months),
  })
  const page = `${base}/rules`
  if (!draft.success) {
    const wrong = draft.error.issues.map((issue) => issue.path[0])
    return keep(page, { values, elsewhere: false, errors: RULES.filter((name) => wrong.includes(name)) } satisfies KeptRules)
  }
  if (!(await saveDraft(course.id, draft.data, Number(text('seen')))))
    return keep(page, { values, elsewhere: true, errors: [] } satisfies KeptRules)
  return seeOther(`${page}?note=saved`)
}
