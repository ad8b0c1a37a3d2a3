import { formHandler } from '@/server/nextjs/form-handler'
import { openItem } from '@/server/enrolment/progress'
import { openAttempt, playAgain } from '@/server/enrolment/attempts'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath } from '../../../../view'
import { rootOf } from '@/server/platform/launch-token'

/** Starts or continues the attempt that counts. Once that is done: a repeat, or practice if it has held or nobody counts it. */
export const POST = formHandler(
  '/[locale]/courses/[enrolment]/items/[item]/play',
  { texts: ['again'] },
  async ({ locale, params: { enrolment: id, item: itemId }, text }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(gonePath(locale))
    const item = openItem(enrolment, itemId)
    if (!item) return seeOther(coursePath(locale, id))
    if (item.kind !== 'scenario') return seeOther(itemPath(locale, id, itemId))
    const done = enrolment.items.some((i) => i.item === itemId && i.doneAt !== null)
    const attempt = done && text.again === '1' ? await playAgain(enrolment, item, locale) : await openAttempt(enrolment, item, locale)
    return seeOther(attempt ? `${rootOf(locale)}/learn/attempts/${attempt}` : itemPath(locale, id, itemId))
  },
)
