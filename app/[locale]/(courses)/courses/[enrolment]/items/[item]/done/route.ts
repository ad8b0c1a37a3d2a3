import { z } from 'zod'
import { rulesOf } from '@/scenarios/engine/course/items'
import { openItem, readItem } from '@/server/enrolment/progress'
import { readEnrolment } from '@/server/enrolment/enrolment'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath, nextPath } from '../../../../view'
import { wrongAnswer } from '../answers'

export const POST = formHandler(
  '/[locale]/courses/[enrolment]/items/[item]/done',
  // The answer depends on the kind of item, whose own schema parses it.
  { schema: z.looseObject({}) },
  async ({ locale, params: { enrolment: id, item: itemId }, fields }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(gonePath(locale))
    const item = openItem(enrolment, itemId)
    const here = itemPath(locale, id, itemId)
    if (!item) return seeOther(coursePath(locale, id))
    if (rulesOf(item).doneBy === 'playing') return seeOther(here)
    const wrong = await wrongAnswer(item, fields, locale, `${id} ${itemId}`)
    if (wrong) return seeOther(`${here}?${new URLSearchParams(wrong)}`)
    await readItem(id, itemId)
    const after = (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment
    return seeOther(after.progress.next ? nextPath(locale, after) : `${coursePath(locale, id)}?note=complete`)
  },
)
