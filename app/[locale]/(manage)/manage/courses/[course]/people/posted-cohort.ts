import 'server-only'
import { CohortSchema, type Cohort, cohortsOf, isPast } from '@/server/enrolment/cohorts'
import type { Person } from '@/server/accounts/people'
import { gone } from '@/server/nextjs/responses'
import { type PostedToCourse, postedToCourse } from '../../owned-course'
import { COHORT_FIELDS, type KeptCohort } from './cohort-fields'

/**
 * The cohort in a form, or what is wrong with it.
 * @param kept the due day that it already has
 */
export function readCohort({ name, due }: Record<keyof KeptCohort['values'], string>, kept: number | null = null) {
  const values = { name, due }
  const parsed = CohortSchema.safeParse(values)
  if (parsed.success) return isPast(parsed.data.due, kept) ? ({ values, errors: ['past'] } satisfies KeptCohort) : parsed.data
  const wrong = parsed.error.issues.map((issue) => issue.path[0])
  return { values, errors: COHORT_FIELDS.filter((name) => wrong.includes(name)) } satisfies KeptCohort
}

export interface PostedToCohort extends PostedToCourse {
  cohort: Cohort
  here: string
}
export async function postedToCohort(post: {
  locale: string
  params: { course: string; cohort: string }
  person: Person
}): Promise<PostedToCohort> {
  const { locale, params } = post
  const posted = await postedToCourse(post)
  const cohort = (await cohortsOf(params.course)).find(({ row }) => row.id === params.cohort) ?? gone(locale)
  return { ...posted, cohort, here: `${posted.base}/people/${params.cohort}` }
}
