import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { type Course, DraftSchema } from '@/scenarios/engine/course/course'
import { audit } from '@/server/accounts/audit'
import { readCourseFile } from '@/server/courses/course-file'
import { createCourse } from '@/server/courses/courses'
import { shippedCourses } from '@/server/courses/shipped'
import { translator } from '@/server/platform/locales'
import { seeOther } from '@/server/nextjs/responses'
import type { CourseFormDraft } from '../new/page'
import { asText, fileOrText, keepFor } from '../owned-course'

export const POST = formHandler(
  '/[locale]/manage/courses/create',
  { roles: BUILDERS, texts: ['from', 'name', 'title', 'text'], files: ['file'] },
  async (post) => {
    const { locale, text, person } = post
    const t = translator(locale, 'courseEditor')
    const begun = await begin(post, locale, t('new.draftSummary'))
    if ('from' in begun) return keepFor(person)(`/${locale}/manage/courses/new`, begun)
    const id = await createCourse(begun, t('new.firstCohort'), person.id)
    await audit({ actor: person.id, action: text.from === 'file' ? 'course.imported' : 'course.created', thing: id })
    return seeOther(`/${locale}/manage/courses/${id}?note=created`)
  },
)

interface CreateRequest {
  text: Record<'from' | 'name' | 'title' | 'text', string>
  file: { file: File | undefined }
}
async function begin({ text, file }: CreateRequest, locale: string, summary: string): Promise<Course | CourseFormDraft> {
  if (text.from === 'file') {
    const given = await fileOrText(file.file, text.text)
    const parsed = given === null ? ({ ok: false, problems: [] } as const) : await readCourseFile(given)
    return parsed.ok ? parsed.course : { from: 'file', text: asText(given ?? ''), problems: [...parsed.problems] }
  }
  const shipped = text.from === 'shipped' ? shippedCourses(locale).find(({ name }) => name === text.name) : undefined
  if (shipped) return shipped.course
  const empty = DraftSchema.safeParse({ title: text.title, summary, items: [] })
  return empty.success ? empty.data : { from: 'empty', title: text.title }
}
