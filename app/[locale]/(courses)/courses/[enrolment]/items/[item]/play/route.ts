import { openItem } from '@/server/courses/enrolments'
import { openAttempt, practise } from '@/server/courses/course-attempts'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath } from '../../../../view'

/** Opens the attempt that counts or goes on with it; once it is done, a repeat for practice. */
export async function POST(request: Request, { params }: RouteContext<'/[locale]/courses/[enrolment]/items/[item]/play'>) {
  const no = await refused(request)
  if (no) return no
  const { locale, enrolment: id, item: itemId } = await params
  const enrolment = await findOwn(id)
  if (!enrolment) return seeOther(`/${locale}/gone`)
  const item = openItem(enrolment, itemId)
  if (!item) return seeOther(coursePath(locale, id))
  if (item.kind !== 'pattern') return seeOther(itemPath(locale, id, itemId))
  const form = await request.formData().catch(() => new FormData())
  const done = enrolment.items.some((i) => i.item === itemId && i.doneAt !== null)
  const attempt = done && form.get('again') === '1' ? await practise(enrolment, item, locale) : await openAttempt(enrolment, item, locale)
  return seeOther(attempt ? `/${locale}/learn/attempts/${attempt}` : itemPath(locale, id, itemId))
}
