import { formHandler } from '@/server/next/form-handler'
import { z } from 'zod'
import { openItem, readEnrolment, readItem } from '@/server/courses/enrolments'
import { isRight, whomQuestion } from '@/server/courses/contact-quiz'
import { seeOther } from '@/server/next/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath, nextPath } from '../../../../view'
import { chosenContact, othersOf, whomToTell } from '../whom'

const Answer = z.object({
  contact: z.string().max(3).default('0'),
  name: z.string().max(200).default(''),
  number: z.string().max(200).default(''),
})

/** Something was read, or it was said whom one tells. */
export const POST = formHandler(
  '/[locale]/courses/[enrolment]/items/[item]/done',
  { schema: Answer },
  async ({ locale, params: { enrolment: id, item: itemId }, form }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(`/${locale}/gone`)
    const item = openItem(enrolment, itemId)
    const here = itemPath(locale, id, itemId)
    if (!item) return seeOther(coursePath(locale, id))
    if (item.kind === 'pattern') return seeOther(here)
    if (item.kind === 'acknowledgement') {
      const wrong = await answered(form, locale, `${id} ${itemId}`)
      if (wrong) return seeOther(`${here}?${new URLSearchParams(wrong)}`)
    }
    await readItem(id, itemId)
    const after = (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment
    return seeOther(after.progress.next ? nextPath(locale, after) : `${coursePath(locale, id)}?note=complete`)
  },
)

/** Null where it was right; else what the page is to show. */
async function answered(
  given: z.ZodSafeParseResult<z.output<typeof Answer>>,
  locale: string,
  seed: string,
): Promise<Record<string, string> | null> {
  const { list } = await whomToTell(locale)
  const at = chosenContact(given.data?.contact, list)
  const contact = String(at)
  const question = whomQuestion(list[at]!, othersOf(locale), seed)
  if (!given.success || !given.data.name || (question.kind && !given.data.number)) return { ask: '1', contact, note: 'incomplete' }
  return isRight(question, list[at]!, given.data) ? null : { contact, note: 'wrong' }
}
