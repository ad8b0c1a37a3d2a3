import 'server-only'
import { CohortSchema, type Cohort, cohortsOf } from '@/server/courses/cohorts'
import { gone } from '@/server/next/responses'
import { type PostedToCourse, postedToCourse } from '../../owned'
import { COHORT_FIELDS, type KeptCohort } from './cohort-fields'

/** The cohort of a form, or what is wrong with it. */
export function readCohort({ text }: PostedToCourse) {
  const values = { name: text('name'), due: text('due') }
  const parsed = CohortSchema.safeParse(values)
  if (parsed.success) return parsed.data
  const wrong = parsed.error.issues.map((issue) => issue.path[0])
  return { values, errors: COHORT_FIELDS.filter((name) => wrong.includes(name)) } satisfies KeptCohort
}

export interface PostedToCohort extends PostedToCourse {
  cohort: Cohort /** The cohort's address. */
  here: string
}
export async function postedToCohort(
  request: Request,
  params: { locale: string; course: string; cohort: string },
): Promise<PostedToCohort | Response> {
  const post = await postedToCourse(request, params)
  if (post instanceof Response) return post
  const cohort = (await cohortsOf(params.course)).find(({ row }) => row.id === params.cohort) ?? gone(params.locale)
  return { ...post, cohort, here: `${post.base}/people/${params.cohort}` }
}
