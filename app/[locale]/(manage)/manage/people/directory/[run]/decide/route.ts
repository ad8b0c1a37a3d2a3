import { formHandler } from '@/server/nextjs/form-handler'
import { begin, carryOn } from '@/server/directory/apply'
import { leaverWarning, needsConfirmation } from '@/server/directory/leaver-warning'
import { discard, readRun } from '@/server/directory/runs'
import { gone, seeOther } from '@/server/nextjs/responses'

export const POST = formHandler(
  '/[locale]/manage/people/directory/[run]/decide',
  { roles: ['administrator'], texts: ['do', 'sure'] },
  async ({ locale, params: { run: id }, person, text }) => {
    const run = await readRun(id)
    if (!run) return gone(locale)
    const here = `/${locale}/manage/people/directory/${id}`
    if (text.do !== 'apply') return seeOther(`${here}?note=${(await discard(id)) ? 'discarded' : 'gone'}`)
    if (text.sure !== 'yes' && needsConfirmation(await leaverWarning(run, person.id))) return seeOther(`${here}?note=unsure`)
    const begun = await begin(id, person.id)
    if (begun === 'begun') void carryOn(id)
    return seeOther(`${here}?note=${begun}`)
  },
)
