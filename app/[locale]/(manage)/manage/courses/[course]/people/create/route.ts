import { BUILDERS } from '@/server/courses/owners'
import { formHandler } from '@/server/nextjs/form-handler'
import { audit } from '@/server/accounts/audit'
import { createCohort } from '@/server/enrolment/cohorts'
import { seeOther } from '@/server/nextjs/responses'
import { postedToCourse } from '../../../owned-course'
import { readCohort } from '../posted-cohort'

export const POST = formHandler(
  '/[locale]/manage/courses/[course]/people/create',
  { roles: BUILDERS, texts: ['name', 'due'] },
  async (post) => {
    const { course, base, keep } = await postedToCourse(post)
    const given = readCohort(post.text)
    if ('errors' in given) return keep(`${base}/people`, given)
    const id = await createCohort(course.id, given)
    await audit({ actor: post.person.id, action: 'cohort.created', thing: id })
    return seeOther(`${base}/people/${id}?note=made`)
  },
)
