import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { setLink } from '@/server/enrolment/cohorts'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCohort } from '../../posted-cohort'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/[cohort]/link',
  { roles: BUILDERS, texts: ['do'] },
  async (post) => {
    const { text, person } = post
    const {
      here,
      cohort: { row },
    } = await postedToCohort(post)
    const open = text.do !== 'withdraw'
    await setLink(row.id, open)
    await audit({ actor: person.id, action: 'cohort.changed', thing: row.id, detail: { link: open } })
    return seeOther(`${here}?note=${open ? 'link' : 'withdrawn'}#link`)
  },
)
