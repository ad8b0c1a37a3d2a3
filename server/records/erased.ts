import 'server-only'
import { monthOf } from '@/scenarios/engine/course/records'
import { type Course, type ProgressState, sharedStanding } from '@/scenarios/engine/course/course'
import { type Database, database } from '../database'
import type { EnrolmentRow } from '../database/row-types/courses'
import { newId } from '../platform/tokens'
import { courseVersion } from '../courses/courses'

/** What remains of an erased record: that there was one, and its status, but no id, name or day that leads to somebody. */

/** `2026-11` ends when December begins. */
const endOf = (month: string): number => Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 1)

/** As the course's owner sees it. */
const standingOf = (
  course: Pick<Course, 'shares'>,
  { completed_at, passed }: Pick<EnrolmentRow, 'completed_at' | 'passed'>,
  begun: boolean,
): ProgressState =>
  sharedStanding(course, completed_at !== null ? (passed === 0 ? 'not-passed' : 'complete') : begun ? 'under-way' : 'not-started')

/** An exempt person was not simply untrained. */
export type ErasedStanding = ProgressState | 'exempt'

export interface RequiredRecord {
  row: EnrolmentRow
  title: string
  standing: ErasedStanding
  overdue: boolean
}

/** Required: with names and a due day. Leaves out courses that the learner has left. */
export async function requiredRecordsOf(learner: string, now = Date.now(), db: Database = database()): Promise<RequiredRecord[]> {
  const rows = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('learner_id', '=', learner)
    .where('due_at', 'is not', null)
    .where('ended_at', 'is', null)
    .orderBy('enrolled_at')
    .execute()
  const all = await Promise.all(
    rows.map(async (row): Promise<RequiredRecord | null> => {
      const course = await courseVersion(row.course_id, row.version, db)
      if (course.people !== 'names') return null
      const begun = await db
        .selectFrom('enrolment_item')
        .select('item')
        .where('enrolment_id', '=', row.id)
        .where((e) => e.or([e('done_at', 'is not', null), e('tries', '>', 0)]))
        .executeTakeFirst()
      return {
        row,
        title: course.title,
        standing: row.exempt_at === null ? standingOf(course, row, begun !== undefined) : 'exempt',
        overdue: row.completed_at === null && row.exempt_at === null && row.due_at! < now,
      }
    }),
  )
  return all.filter((one) => one !== null)
}

/** Call it in the transaction that erases. @param now when the person was erased @returns the courses, one for each tombstone */
export async function leaveTombstones(learner: string, now: number, db: Database): Promise<string[]> {
  // The learner's row is the lock: of two erasures at once, the second finds nothing left.
  await db
    .updateTable('learner')
    .set((e) => ({ created_at: e.ref('created_at') }))
    .where('id', '=', learner)
    .execute()
  const records = await requiredRecordsOf(learner, now, db)
  for (const { row, standing, overdue } of records) {
    await db
      .insertInto('record_tombstone')
      .values({
        id: newId(),
        course_id: row.course_id,
        version: row.version,
        cohort_id: row.cohort_id,
        standing,
        overdue: Number(overdue),
        month: monthOf(now),
      })
      .execute()
  }
  return records.map(({ row }) => row.course_id)
}

/** Once they have been kept as long as records are. @returns how many */
export async function endTombstones(before: number): Promise<number> {
  const months = (await database().selectFrom('record_tombstone').select('month').distinct().execute())
    .map((r) => r.month)
    .filter((month) => endOf(month) <= before)
  if (months.length === 0) return 0
  return Number((await database().deleteFrom('record_tombstone').where('month', 'in', months).executeTakeFirst()).numDeletedRows)
}

export interface ErasedCount {
  cohort: string
  standing: ErasedStanding
  overdue: boolean
  count: number
}

export async function erasedOf(course: string): Promise<ErasedCount[]> {
  const rows = await database()
    .selectFrom('record_tombstone')
    .select((e) => ['cohort_id', 'standing', 'overdue', e.fn.countAll<number | string>().as('count')])
    .where('course_id', '=', course)
    .groupBy(['cohort_id', 'standing', 'overdue'])
    .execute()
  return rows.map((r) => ({ cohort: r.cohort_id, standing: r.standing, overdue: r.overdue === 1, count: Number(r.count) }))
}
