import { rulesOf } from '@/scenarios/engine/course/items'
import { openItem, readEnrolment, readItem } from '@/server/courses/enrolments'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath, nextPath } from '../../../../view'
import { wrongAnswer } from '../answers'

/** Something was read, or it was said whom one tells. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/items/[item]/done'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id, item: itemId } = await params
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(`/${locale}/gone`)
  const item = openItem(enrolment, itemId)
  const here = itemPath(locale, id, itemId)
  if (!item) return seeOther(coursePath(locale, id))
  if (rulesOf(item).doneBy === 'playing') return seeOther(here)
  const form = await request.formData().catch(() => new FormData())
  const wrong = await wrongAnswer(item, form, locale, `${id} ${itemId}`)
  if (wrong) return seeOther(`${here}?${new URLSearchParams(wrong)}`)
  await readItem(id, itemId)
  const after = (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment
  return seeOther(after.progress.next ? nextPath(locale, after) : `${coursePath(locale, id)}?note=complete`)
}
