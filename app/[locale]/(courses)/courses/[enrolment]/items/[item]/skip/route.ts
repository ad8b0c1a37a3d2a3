import { openItem, readItem } from '@/server/enrolment/progress'
import { readEnrolment } from '@/server/enrolment/enrolment'
import { libraryIn } from '@/server/library/library'
import { formHandler } from '@/server/nextjs/form-handler'
import { gonePath, seeOther } from '@/server/nextjs/responses'
import { findOwn } from '../../../../own'
import { coursePath, itemPath, nextPath } from '../../../../view'

/** For a scenario that people do not have to play. It is then done like any other part, and nothing shows that they skipped it. */
export const POST = formHandler(
  '/[locale]/courses/[enrolment]/items/[item]/skip',
  {},
  async ({ locale, params: { enrolment: id, item: itemId } }) => {
    const enrolment = await findOwn(id)
    if (!enrolment) return seeOther(gonePath(locale))
    const item = openItem(enrolment, itemId)
    if (!item) return seeOther(coursePath(locale, id))
    const skippable = item.kind === 'scenario' && (await libraryIn(locale)).scenario(item.scenario)?.skippable
    if (!skippable) return seeOther(itemPath(locale, id, itemId))
    await readItem(id, itemId)
    const after = (await readEnrolment(enrolment.row.learner_id, id)) ?? enrolment
    return seeOther(after.progress.next ? nextPath(locale, after) : `${coursePath(locale, id)}?note=complete`)
  },
)
