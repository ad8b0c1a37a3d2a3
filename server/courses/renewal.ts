import 'server-only'
import { database } from '../database'
import type { EnrolmentRow } from '../database/tables-courses'

/** How early a course may be taken again. */
export const RENEW_EARLY = 30 * 24 * 3600_000

/** Whether a completed course may be taken again now. */
export const mayRenew = (
  { completed_at, renew_at, ended_at }: Pick<EnrolmentRow, 'completed_at' | 'renew_at' | 'ended_at'>,
  now: number,
): boolean => completed_at !== null && ended_at === null && renew_at !== null && now >= renew_at - RENEW_EARLY

/** A course due for renewal soon or already, and not started again. `renewAt` is in milliseconds since 1970. */
export interface RenewDue {
  enrolment: string
  learner: string
  course: string
  cohort: string
  renewAt: number
}

/** All enrolments due for renewal, the most urgent first: for reminders. Archived courses are left out. */
export async function renewDue(now = Date.now()): Promise<RenewDue[]> {
  const rows = await database()
    .selectFrom('enrolment')
    .innerJoin('course', 'course.id', 'enrolment.course_id')
    .select(['enrolment.id', 'learner_id', 'course_id', 'cohort_id', 'renew_at'])
    .where('completed_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('archived_at', 'is', null)
    .where('renew_at', '<=', now + RENEW_EARLY)
    .where((e) => e.not(e.exists(e.selectFrom('enrolment as later').select('later.id').whereRef('later.renews', '=', 'enrolment.id'))))
    .orderBy('renew_at')
    .execute()
  return rows.map((r) => ({ enrolment: r.id, learner: r.learner_id, course: r.course_id, cohort: r.cohort_id, renewAt: r.renew_at! }))
}
