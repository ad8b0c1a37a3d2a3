import 'server-only'
import { sql } from 'kysely'
import { type Course, DraftSchema, partsFor, tellsManager } from '@/scenarios/engine/course/course'
import type { InvitationCourse } from '../accounts/pending-invitations'
import type { Person } from '../accounts/people'
import { database } from '../database'
import { libraryIn } from '../library/library'
import { organisation } from '../organisation/organisation'
import { courseVersion } from '../courses/courses'
import { itemsIn } from '../courses/items'
import { ownedBy } from '../courses/owners'
import { INVITED, invitedDueSql } from './counted'

export interface CohortOffer {
  cohort: string
  courseId: string
  version: number
  course: Course
  dueAt: number | null
  publishedAt: number | null
}

/** Null if the link was withdrawn, or its course is archived or not published yet. */
export const cohortOfLink = (token: string): Promise<CohortOffer | null> => invited('link', token)
export const cohortOf = (id: string): Promise<CohortOffer | null> => invited('cohort.id', id)

/** For a mail; null if nobody can join now. */
export async function invitedInto(cohort: string | null): Promise<InvitationCourse | null> {
  const found = cohort === null ? null : await cohortOf(cohort)
  if (!found) return null
  const { course, courseId, dueAt } = found
  return {
    course: courseId,
    title: course.title,
    minutes: itemsIn(await libraryIn((await organisation()).locale)).courseMinutes(course),
    tellsManager: tellsManager(course),
    due: dueAt !== null ? { day: dueAt } : course.due_days === null ? null : { days: course.due_days, publishedAt: found.publishedAt },
  }
}

/** When the person of an invitation is due in its course. */
export async function dueOfInvitation(id: string): Promise<number | null> {
  const { rows } = await sql<{ due: number | string | null }>`select ${invitedDueSql} as due from ${INVITED} where i.id = ${id}`.execute(
    database(),
  )
  return rows[0]?.due == null ? null : Number(rows[0].due)
}

async function invited(by: 'link' | 'cohort.id', value: string): Promise<CohortOffer | null> {
  const row = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'course_id', 'due_at', 'version', 'published_at'])
    .where(by, '=', value)
    .where('archived_at', 'is', null)
    .where('version', '>', 0)
    .executeTakeFirst()
  if (!row) return null
  return {
    cohort: row.id,
    courseId: row.course_id,
    version: row.version,
    course: partsFor(await courseVersion(row.course_id, row.version), 'first'),
    dueAt: row.due_at,
    publishedAt: row.published_at,
  }
}

export interface OpenCohort {
  id: string
  name: string
  course: string
  title: string
  /** The token of its self-enrolment link. */
  link: string | null
}

export async function openCohorts(who: Pick<Person, 'id' | 'roles'>): Promise<OpenCohort[]> {
  const own = await ownedBy(who)
  const rows = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'cohort.name', 'cohort.link', 'course.id as course', 'course.draft'])
    .where('archived_at', 'is', null)
    .where('version', '>', 0)
    .orderBy('course.created_at', 'desc')
    .orderBy('cohort.created_at', 'desc')
    .orderBy('cohort.id')
    .execute()
  return rows
    .filter(({ course }) => own?.has(course) ?? true)
    .map(({ draft, ...cohort }) => ({ ...cohort, title: DraftSchema.parse(JSON.parse(draft)).title }))
}
