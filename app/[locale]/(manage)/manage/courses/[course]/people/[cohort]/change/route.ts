import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { changeCohort, removeCohort } from '@/server/enrolment/cohorts'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCohort, readCohort } from '../../posted-cohort'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/[cohort]/change',
  { roles: BUILDERS, texts: ['do', 'name', 'due'] },
  async (post) => {
    const {
      params: { course, cohort: id },
      text,
      person,
    } = post
    const { base, here, keep, cohort } = await postedToCohort(post)
    if (text.do === 'remove') {
      if (!(await removeCohort(course, id))) return seeOther(`${here}?note=notRemoved`)
      await audit({ actor: person.id, action: 'cohort.removed', thing: id })
      return seeOther(`${base}/people?note=removed`)
    }
    const given = readCohort(text, cohort.row.due_at)
    if ('errors' in given) return keep(here, { cohort: given }, 'settings')
    await changeCohort(id, given)
    await audit({ actor: person.id, action: 'cohort.changed', thing: id })
    return seeOther(`${here}?note=saved#settings`)
  },
)
