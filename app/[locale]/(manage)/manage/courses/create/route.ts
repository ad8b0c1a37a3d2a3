import { parseCourse } from '@/scenarios/courses/format'
import { type Course, DraftSchema } from '@/scenarios/engine/course/course'
import { audit } from '@/server/accounts/audit'
import { createCourse } from '@/server/courses/courses'
import { shippedCourses } from '@/server/courses/shipped'
import { translator } from '@/server/platform/locales'
import { seeOther } from '@/server/next/responses'
import type { KeptNew } from '../new/page'
import { type Posted, asText, fileOrText, posted } from '../owned'

/** Makes a course: empty, from one that comes with Second Look, or from a file. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/create'>) {
  const { locale } = await params
  const post = await posted(request, locale)
  if (post instanceof Response) return post
  const t = translator(locale, 'courseEditor')
  const begun = await begin(post, t('new.draftSummary'))
  if ('from' in begun) return post.keep(`/${locale}/manage/courses/new`, begun)
  const id = await createCourse(begun, t('new.firstCohort'))
  await audit({ actor: post.person.id, action: post.text('from') === 'file' ? 'course.imported' : 'course.created', thing: id })
  return seeOther(`/${locale}/manage/courses/${id}?note=created`)
}

async function begin(post: Posted, summary: string): Promise<Course | KeptNew> {
  const { text } = post
  if (text('from') === 'file') {
    const given = await fileOrText(post, { file: 'file', text: 'text' })
    const parsed = given === null ? ({ ok: false, problems: [] } as const) : parseCourse(given)
    return parsed.ok ? parsed.course : { from: 'file', text: asText(given ?? ''), problems: [...parsed.problems] }
  }
  const shipped = text('from') === 'shipped' ? shippedCourses().find(({ name }) => name === text('name')) : undefined
  if (shipped) return shipped.course
  const empty = DraftSchema.safeParse({ title: text('title'), summary, items: [] })
  return empty.success ? empty.data : { from: 'empty', title: text('title') }
}
