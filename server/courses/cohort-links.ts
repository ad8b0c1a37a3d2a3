import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import type { InvitationCourse } from '../accounts/pending-invitations'
import { database } from '../database'
import { libraryIn } from '../library/library'
import { organisation } from '../organisation/organisation'
import { courseVersion } from './courses'
import { itemsIn } from './items'

/** Where a cohort's link leads: what people would be enrolled in today. */
export interface Invited {
  cohort: string
  courseId: string
  version: number
  course: Course
  dueAt: number | null
}

/** @returns null if the link does not work: it was withdrawn, or its course is archived or not published yet */
export const cohortOfLink = (token: string): Promise<Invited | null> => invited('link', token)
/** The same by the cohort's id. */
export const cohortOf = (id: string): Promise<Invited | null> => invited('cohort.id', id)

/** The course a cohort is in, for a mail; null if nobody can come into it now. */
export async function invitedInto(cohort: string | null): Promise<InvitationCourse | null> {
  const found = cohort === null ? null : await cohortOf(cohort)
  if (!found) return null
  const { course, courseId, dueAt } = found
  return {
    course: courseId,
    title: course.title,
    minutes: itemsIn(await libraryIn((await organisation()).locale)).courseMinutes(course),
    due: dueAt !== null ? { day: dueAt } : course.due_days === null ? null : { days: course.due_days },
  }
}

async function invited(by: 'link' | 'cohort.id', value: string): Promise<Invited | null> {
  const row = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'course_id', 'due_at', 'version'])
    .where(by, '=', value)
    .where('archived_at', 'is', null)
    .where('version', '>', 0)
    .executeTakeFirst()
  if (!row) return null
  return {
    cohort: row.id,
    courseId: row.course_id,
    version: row.version,
    course: await courseVersion(row.course_id, row.version),
    dueAt: row.due_at,
  }
}

/** The learner's current enrolment in a course, or null. */
export const presentIn = async (learner: string, course: string): Promise<string | null> =>
  (
    await database()
      .selectFrom('enrolment')
      .select('id')
      .where('learner_id', '=', learner)
      .where('course_id', '=', course)
      .where('newest', '=', 1)
      .where('ended_at', 'is', null)
      .orderBy('enrolled_at', 'desc')
      .executeTakeFirst()
  )?.id ?? null
