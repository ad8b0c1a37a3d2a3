import 'server-only'
import { type Course, type Item, type ItemRecord, type Progress, progressOf } from '@/scenarios/engine/course/course'
import type { Variant } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import type { EnrolmentRow } from '../database/tables-courses'
import { courseVersion } from './courses'

/** The progress of an item, and the attempt that counts. */
export interface EnrolledItem extends ItemRecord {
  attempt: string | null
  variant: Variant | null
}
/** One learner in one course, under the rules in force on the day of enrolment. */
export interface Enrolment {
  row: EnrolmentRow
  course: Course
  items: EnrolledItem[]
  progress: Progress
}

/** The learner's enrolment, or null if it does not exist or is another's. */
export async function readEnrolment(learner: string, id: string, db: Database = database()): Promise<Enrolment | null> {
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', id).where('learner_id', '=', learner).executeTakeFirst()
  return row ? enrolmentOf(row, db) : null
}

/** The learner's enrolments, newest first, without those that ended. */
export async function enrolmentsOf(learner: string): Promise<Enrolment[]> {
  const rows = await database()
    .selectFrom('enrolment')
    .selectAll()
    .where('learner_id', '=', learner)
    .where('ended_at', 'is', null)
    .orderBy('enrolled_at', 'desc')
    .execute()
  return Promise.all(rows.map((row) => enrolmentOf(row)))
}

/** Reads what belongs to an enrolment row. */
export async function enrolmentOf(row: EnrolmentRow, db: Database = database()): Promise<Enrolment> {
  const course = await courseVersion(row.course_id, row.version, db)
  const rows = await db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', row.id).execute()
  const items = rows.map(
    (r): EnrolledItem => ({
      item: r.item,
      doneAt: r.done_at,
      passed: r.passed === null ? null : r.passed === 1,
      tries: r.tries,
      attempt: r.attempt_id,
      variant: r.variant,
    }),
  )
  return { row, course, items, progress: progressOf(course, items) }
}

/** The item if it is open: done items and the next one are. Nothing is open before the terms were seen, or after the learner has left. */
export function openItem({ row, course, progress, items }: Enrolment, id: string): Item | null {
  const item = course.items.find((i) => i.id === id)
  if (!item || row.terms_seen_at === null || row.ended_at !== null) return null
  return item === progress.next || items.some((r) => r.item === id && r.doneAt !== null) ? item : null
}

/** Records that the learner was shown what the organisation sees of this course. No item opens before that. */
export async function seeTerms(id: string, now = Date.now()): Promise<void> {
  await database().updateTable('enrolment').set({ terms_seen_at: now }).where('id', '=', id).where('terms_seen_at', 'is', null).execute()
}
