import { z } from 'zod'
import { openItem, readEnrolment, readItem } from '@/server/courses/enrolments'
import { isRight, whomQuestion } from '@/server/courses/contact-quiz'
import { refused, seeOther } from '@/server/next/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath, nextPath } from '../../../../view'
import { chosenContact, othersOf, whomToTell } from '../whom'

const Answer = z.object({
  contact: z.string().max(3).default('0'),
  name: z.string().max(200).default(''),
  number: z.string().max(200).default(''),
})

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
  if (item.kind === 'pattern') return seeOther(here)
  if (item.kind === 'acknowledgement') {
    const wrong = await answered(request, locale, `${id} ${itemId}`)
    if (wrong) return seeOther(`${here}?${new URLSearchParams(wrong)}`)
  }
  await readItem(id, itemId)
  const after = (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment
  return seeOther(after.progress.next ? nextPath(locale, after) : `${coursePath(locale, id)}?note=complete`)
}

/** Null where it was right; else what the page is to show. */
async function answered(request: Request, locale: string, seed: string): Promise<Record<string, string> | null> {
  const form = await request.formData().catch(() => new FormData())
  const given = Answer.safeParse(Object.fromEntries(form))
  const { list } = await whomToTell(locale)
  const at = chosenContact(given.data?.contact, list)
  const contact = String(at)
  const question = whomQuestion(list[at]!, othersOf(locale), seed)
  if (!given.success || !given.data.name || (question.kind && !given.data.number)) return { ask: '1', contact, note: 'incomplete' }
  return isRight(question, list[at]!, given.data) ? null : { contact, note: 'wrong' }
}
