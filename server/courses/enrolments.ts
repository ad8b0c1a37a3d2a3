import 'server-only'
import { randomInt } from 'node:crypto'
import {
  type Course,
  type Item,
  type ItemRecord,
  type Progress,
  drawNatures,
  dueAt,
  progressOf,
  renewAt,
} from '@/scenarios/engine/course/course'
import type { Nature } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import type { EnrolmentRow } from '../database/tables-courses'
import { newId } from '../platform/tokens'
import { courseVersion } from './courses'

/** What is known of an item, and the attempt that counts. */
export interface EnrolledItem extends ItemRecord {
  attempt: string | null
  nature: Nature | null
}
/** One learner in one course, with its rules as they were on the day of enrolment. */
export interface Enrolment {
  row: EnrolmentRow
  course: Course
  items: EnrolledItem[]
  progress: Progress
}

export type Enrolled = { ok: true; id: string; already: boolean } | { ok: false; reason: 'no-such-cohort' | 'not-published' | 'archived' }

/**
 * Enrols a learner by a cohort. Whoever is in the course already stays where they are: the open enrolment is returned.
 * @param renews the enrolment of this learner that this one renews; what is completed stands in its way no longer
 */
export async function enrol({
  learner,
  cohort: cohortId,
  renews = null,
  now = Date.now(),
}: {
  learner: string
  cohort: string
  renews?: string | null
  now?: number
}): Promise<Enrolled> {
  const cohort = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'cohort.course_id', 'cohort.due_at', 'course.version', 'course.archived_at'])
    .where('cohort.id', '=', cohortId)
    .executeTakeFirst()
  if (!cohort) return { ok: false, reason: 'no-such-cohort' }
  if (cohort.archived_at !== null) return { ok: false, reason: 'archived' }
  if (cohort.version === 0) return { ok: false, reason: 'not-published' }
  const course = await courseVersion(cohort.course_id, cohort.version)
  const natures = drawNatures(course, randomInt(2 ** 31 - 1))
  return database()
    .transaction()
    .execute(async (db): Promise<Enrolled> => {
      // The learner's row is the lock: a form that is sent twice enrols once.
      await db
        .updateTable('learner')
        .set((e) => ({ created_at: e.ref('created_at') }))
        .where('id', '=', learner)
        .execute()
      const present = await db
        .selectFrom('enrolment')
        .select('id')
        .where('learner_id', '=', learner)
        .where('course_id', '=', cohort.course_id)
        .where('ended_at', 'is', null)
        .$if(renews !== null, (q) => q.where((e) => e.or([e('renews', '=', renews), e('completed_at', 'is', null)])))
        .orderBy('enrolled_at', 'desc')
        .executeTakeFirst()
      if (present) return { ok: true, id: present.id, already: true }
      const id = newId()
      await insert(db, {
        id,
        course_id: cohort.course_id,
        version: cohort.version,
        learner_id: learner,
        cohort_id: cohort.id,
        block: cohort.id,
        handle: newId(),
        code: newCode(),
        enrolled_at: now,
        listed_at: null,
        due_at: dueAt(course, now, cohort.due_at),
        terms_seen_at: null,
        completed_at: null,
        passed: null,
        renew_at: null,
        renews,
        ended_at: null,
        reminded_at: null,
        reminding_until: null,
      })
      const items = Object.entries(natures).map(([item, nature]) => ({
        enrolment_id: id,
        item,
        nature,
        attempt_id: null,
        tries: 0,
        done_at: null,
        passed: null,
      }))
      if (items.length > 0) await db.insertInto('enrolment_item').values(items).execute()
      return { ok: true, id, already: false }
    })
}

const insert = (db: Database, row: EnrolmentRow) => db.insertInto('enrolment').values(row).execute()

/** Without letters and digits that look alike. 32^8 codes: two the same are as good as impossible, and refused by the table. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
export const newCode = (): string => {
  const text = Array.from({ length: 8 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')
  return `${text.slice(0, 4)}-${text.slice(4)}`
}

/** The learner's own enrolment, or null: another's is as good as none. */
export async function readEnrolment(learner: string, id: string): Promise<Enrolment | null> {
  const row = await database().selectFrom('enrolment').selectAll().where('id', '=', id).where('learner_id', '=', learner).executeTakeFirst()
  return row ? read(row) : null
}

/** The learner's enrolments, the newest first; those that ended are left out. */
export async function enrolmentsOf(learner: string): Promise<Enrolment[]> {
  const rows = await database()
    .selectFrom('enrolment')
    .selectAll()
    .where('learner_id', '=', learner)
    .where('ended_at', 'is', null)
    .orderBy('enrolled_at', 'desc')
    .execute()
  return Promise.all(rows.map((row) => read(row)))
}

async function read(row: EnrolmentRow, db: Database = database()): Promise<Enrolment> {
  const course = await courseVersion(row.course_id, row.version, db)
  const rows = await db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', row.id).execute()
  const items = rows.map(
    (r): EnrolledItem => ({
      item: r.item,
      doneAt: r.done_at,
      passed: r.passed === null ? null : r.passed === 1,
      tries: r.tries,
      attempt: r.attempt_id,
      nature: r.nature,
    }),
  )
  return { row, course, items, progress: progressOf(course, items) }
}

/** Items open in their order: what is done, and the next. Nothing opens before the terms were seen, or after one has left. */
export function openItem({ row, course, progress, items }: Enrolment, id: string): Item | null {
  const item = course.items.find((i) => i.id === id)
  if (!item || row.terms_seen_at === null || row.ended_at !== null) return null
  return item === progress.next || items.some((r) => r.item === id && r.doneAt !== null) ? item : null
}

/** The learner was shown what the organisation sees of this course. Nothing of it opens before. */
export async function seeTerms(id: string, now = Date.now()): Promise<void> {
  await database().updateTable('enrolment').set({ terms_seen_at: now }).where('id', '=', id).where('terms_seen_at', 'is', null).execute()
}

/**
 * An item is done: once, and for good. The course is completed with its last. Call it in a transaction.
 * @param passed whether the first attempt reached mastery; null where the item is no pattern
 */
export async function itemDone(db: Database, enrolment: string, item: string, passed: boolean | null, now: number): Promise<void> {
  // The row is the lock: of two items that are done together the second sees the first.
  await db
    .updateTable('enrolment')
    .set((e) => ({ enrolled_at: e.ref('enrolled_at') }))
    .where('id', '=', enrolment)
    .execute()
  await db
    .insertInto('enrolment_item')
    .values({
      enrolment_id: enrolment,
      item,
      nature: null,
      attempt_id: null,
      tries: 0,
      done_at: now,
      passed: passed === null ? null : Number(passed),
    })
    .onConflict((c) =>
      c
        .columns(['enrolment_id', 'item'])
        .doUpdateSet({ done_at: now, passed: passed === null ? null : Number(passed) })
        .where('enrolment_item.done_at', 'is', null),
    )
    .execute()
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', enrolment).executeTakeFirst()
  if (!row || row.completed_at !== null) return
  const { course, progress } = await read(row, db)
  if (progress.next !== null) return
  await db
    .updateTable('enrolment')
    .set({
      completed_at: now,
      renew_at: renewAt(course, now),
      passed: course.passing === 'mastery' ? Number(progress.standing === 'complete') : null,
    })
    .where('id', '=', enrolment)
    .where('completed_at', 'is', null)
    .execute()
}

/** Of the enrolments that opened an attempt: what its finish means to them. Called with the event that finishes it. */
export async function attemptFinished(db: Database, attempt: string, passed: boolean | null, now: number): Promise<void> {
  const opened = await db.selectFrom('enrolment_item').select(['enrolment_id', 'item']).where('attempt_id', '=', attempt).execute()
  for (const { enrolment_id, item } of opened) await itemDone(db, enrolment_id, item, passed, now)
}

/**
 * Opens a pattern of a course: the attempt that counts is the first. A form that is sent twice opens one.
 * @returns the attempt that counts, and whether it is this one
 */
export async function claimAttempt(enrolment: string, item: string, attempt: string): Promise<{ attempt: string; claimed: boolean }> {
  const { numUpdatedRows } = await database()
    .updateTable('enrolment_item')
    .set({ attempt_id: attempt, tries: 1 })
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .where('attempt_id', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows > 0n) return { attempt, claimed: true }
  const row = await database()
    .selectFrom('enrolment_item')
    .select('attempt_id')
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .executeTakeFirstOrThrow()
  return { attempt: row.attempt_id!, claimed: false }
}

/** Something read or acknowledged by its learner. */
export const readItem = (enrolment: string, item: string, now = Date.now()): Promise<void> =>
  database()
    .transaction()
    .execute((db) => itemDone(db, enrolment, item, null, now))

/** Another go at a pattern that is done already: practice, which is counted and changes nothing. */
export async function repeated(enrolment: string, item: string): Promise<void> {
  await database()
    .updateTable('enrolment_item')
    .set((e) => ({ tries: e('tries', '+', 1) }))
    .where('enrolment_id', '=', enrolment)
    .where('item', '=', item)
    .execute()
}

/** The person left: the record stays, nothing is due any more. */
export async function endEnrolment(id: string, now = Date.now()): Promise<void> {
  await database().updateTable('enrolment').set({ ended_at: now }).where('id', '=', id).where('ended_at', 'is', null).execute()
}
