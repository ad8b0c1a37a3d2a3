import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { readCourseFile } from '@/server/courses/course-file'
import { saveDraft } from '@/server/courses/courses'
import { seeOther } from '@/server/nextjs/responses'
import { asText, fileOrText, postedToCourse } from '../../../owned-course'
import type { KeptDraftFile } from '../page'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/file/save',
  { roles: BUILDERS, texts: ['text', 'seen'], files: ['file'] },
  async (post) => {
    const { text, file, person } = post
    const { course, base, keep } = await postedToCourse(post)
    const given = await fileOrText(file.file, text.text)
    const parsed = given === null ? null : await readCourseFile(given)
    const kept = (problems: KeptDraftFile['problems'], elsewhere = false) =>
      keep(`${base}/file`, { text: asText(given ?? ''), problems, elsewhere } satisfies KeptDraftFile)
    if (!parsed?.ok) return kept(parsed?.problems ?? [])
    if (!(await saveDraft(course.id, parsed.course, Number(text.seen)))) return kept([], true)
    await audit({ actor: person.id, action: 'course.imported', thing: course.id })
    return seeOther(`${base}?note=imported`)
  },
)
