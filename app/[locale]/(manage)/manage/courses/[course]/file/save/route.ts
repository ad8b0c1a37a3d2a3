import { parseCourse } from '@/scenarios/courses/format'
import { audit } from '@/server/accounts/audit'
import { saveDraft } from '@/server/courses/courses'
import { seeOther } from '@/server/next/responses'
import { asText, fileOrText, postedToCourse } from '../../../owned'
import type { KeptDraftFile } from '../page'

/** Replaces the draft by a file. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/manage/courses/[course]/file/save'>) {
  const post = await postedToCourse(request, await params)
  if (post instanceof Response) return post
  const { course, base, text, keep, person } = post
  const given = await fileOrText(post, { file: 'file', text: 'text' })
  const parsed = given === null ? null : parseCourse(given)
  const kept = (problems: KeptDraftFile['problems'], elsewhere = false) =>
    keep(`${base}/file`, { text: asText(given ?? ''), problems, elsewhere } satisfies KeptDraftFile)
  if (!parsed?.ok) return kept(parsed?.problems ?? [])
  if (!(await saveDraft(course.id, parsed.course, Number(text('seen'))))) return kept([], true)
  await audit({ actor: person.id, action: 'course.imported', thing: course.id })
  return seeOther(`${base}?note=imported`)
}
