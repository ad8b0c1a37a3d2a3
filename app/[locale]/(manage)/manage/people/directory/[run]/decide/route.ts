import { formHandler } from '@/server/nextjs/form-handler'
import { begin, carryOn } from '@/server/directory/applying'
import { discard, readRun } from '@/server/directory/report'
import { gone, seeOther } from '@/server/nextjs/responses'

/** Applies a reading, or discards it. What is applied goes on after the answer, in slices. */
export const POST = formHandler(
  '/[locale]/manage/people/directory/[run]/decide',
  { roles: ['administrator'], texts: ['do'] },
  async ({ locale, params: { run }, person, text }) => {
    if (!(await readRun(run))) return gone(locale)
    const here = `/${locale}/manage/people/directory/${run}`
    if (text.do !== 'apply') return seeOther(`${here}?note=${(await discard(run)) ? 'discarded' : 'gone'}`)
    const begun = await begin(run, person.id)
    if (begun === 'begun') void carryOn(run)
    return seeOther(`${here}?note=${begun}`)
  },
)
