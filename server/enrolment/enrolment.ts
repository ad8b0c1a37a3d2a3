import 'server-only'
import {
  type Course,
  type ItemRecord,
  type Progress,
  dueAt,
  dueFrom,
  keepDays,
  partsFor,
  progressOf,
  type Turn,
} from '@/scenarios/engine/course/course'
import type { Ended } from '@/scenarios/engine/course/ended'
import type { Variant } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import { memberOfUser } from '../accounts/members'
import type { CourseTables, EnrolmentRow } from '../database/row-types/courses'
import { newCode, newId } from '../platform/tokens'
import { courseVersion } from '../courses/courses'

export interface EnrolmentItem extends ItemRecord {
  attempt: string | null
  /** Drawn when the scenario was first opened; null before that, and for a tutorial. */
  variant: Variant | null
}
/** Under the rules in force on the day of enrolment. */
export interface Enrolment {
  row: EnrolmentRow
  course: Course
  items: EnrolmentItem[]
  progress: Progress
}

/** Null if it does not exist or belongs to another learner. */
export async function readEnrolment(learner: string, id: string, db: Database = database()): Promise<Enrolment | null> {
  const row = await db.selectFrom('enrolment').selectAll().where('id', '=', id).where('learner_id', '=', learner).executeTakeFirst()
  return row ? enrolmentOf(row, db) : null
}

/** Newest first, without those that ended. */
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

export async function enrolmentOf(row: EnrolmentRow, db: Database = database()): Promise<Enrolment> {
  const course = partsFor(await courseVersion(row.course_id, row.version, db), row.turn)
  const rows = await db.selectFrom('enrolment_item').selectAll().where('enrolment_id', '=', row.id).execute()
  const items = rows.map(
    (r): EnrolmentItem => ({
      item: r.item,
      doneAt: r.done_at,
      best: endedIn(r),
      tries: r.tries,
      attempt: r.attempt_id,
      variant: r.variant,
    }),
  )
  return { row, course, items, progress: progressOf(course, items) }
}

export const endedIn = ({ outcome, result }: Pick<CourseTables['enrolment_item'], 'outcome' | 'result'>): Ended | null =>
  outcome === null || result === null ? null : { outcome, result }

/** When the mail server took the invitation, and the last reminder of it. */
export interface LetterTimes {
  invitedAt: number | null
  remindedAt: number | null
}
export type EnrolResult =
  | { ok: true; id: string; already: boolean }
  | { ok: false; reason: 'no-such-cohort' | 'not-published' | 'archived' }

/** Returns the open enrolment if there is one. @param renews the one that this renews @param turn whether the course was due again @param letters earlier ones about the course @param namedAt when the person was invited to it */
export async function enrol({
  learner,
  cohort: cohortId,
  renews = null,
  turn = 'first',
  letters = { invitedAt: null, remindedAt: null },
  namedAt = null,
  now = Date.now(),
}: {
  learner: string
  cohort: string
  renews?: string | null
  turn?: Turn
  letters?: LetterTimes
  namedAt?: number | null
  now?: number
}): Promise<EnrolResult> {
  const cohort = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'cohort.course_id', 'cohort.due_at', 'course.version', 'course.archived_at', 'course.published_at'])
    .where('cohort.id', '=', cohortId)
    .executeTakeFirst()
  if (!cohort) return { ok: false, reason: 'no-such-cohort' }
  if (cohort.archived_at !== null) return { ok: false, reason: 'archived' }
  if (cohort.version === 0) return { ok: false, reason: 'not-published' }
  const course = await courseVersion(cohort.course_id, cohort.version)
  return database()
    .transaction()
    .execute(async (db): Promise<EnrolResult> => {
      // The learner's row is the lock: a form sent twice enrols once.
      await db
        .updateTable('learner')
        .set((e) => ({ created_at: e.ref('created_at') }))
        .where('id', '=', learner)
        .execute()
      const present = await presentEnrolment(db, learner, cohort.course_id, renews)
      if (present) return { ok: true, id: present.id, already: true }
      const row = newEnrolment({ learner, cohort: cohort.id, course: cohort.course_id, version: cohort.version, renews, turn, now })
      const member_id = await memberOfLearner(db, learner)
      // If somebody takes the course again, its days count from now.
      const due_from = renews === null ? dueFrom(namedAt ?? now, await joinedAt(db, member_id), cohort.published_at) : now
      await db
        .insertInto('enrolment')
        .values({
          ...row,
          due_from,
          due_at: dueAt(course, due_from, cohort.due_at),
          keep_days: keepDays(course),
          invited_at: letters.invitedAt,
          reminded_at: letters.remindedAt,
          notified_at: Math.max(letters.invitedAt ?? 0, letters.remindedAt ?? 0) || null,
          member_id,
        })
        .execute()
      await markNewest(db, learner, cohort.course_id)
      return { ok: true, id: row.id, already: false }
    })
}

/** When renewing, the one that renews it or is not completed yet. Older ones are history and no obstacle. */
const presentEnrolment = (db: Database, learner: string, course: string, renews: string | null) =>
  db
    .selectFrom('enrolment')
    .select('id')
    .where('learner_id', '=', learner)
    .where('course_id', '=', course)
    .where('ended_at', 'is', null)
    .$if(renews === null, (q) => q.where('newest', '=', 1))
    .$if(renews !== null, (q) => q.where((e) => e.or([e('renews', '=', renews), e('completed_at', 'is', null)])))
    .orderBy('enrolled_at', 'desc')
    .executeTakeFirst()

export const presentIn = async (learner: string, course: string): Promise<string | null> =>
  (await presentEnrolment(database(), learner, course, null))?.id ?? null

/** Null for a learner without an account. */
export async function memberOfLearner(db: Database, learner: string): Promise<string | null> {
  const { user_id } = await db.selectFrom('learner').select('user_id').where('id', '=', learner).executeTakeFirstOrThrow()
  return user_id && memberOfUser(user_id, db)
}

const joinedAt = async (db: Database, member: string | null): Promise<number | null> =>
  member === null
    ? null
    : ((await db.selectFrom('member').select('joined_at').where('id', '=', member).executeTakeFirst())?.joined_at ?? null)

/** The newest is the person's line in the record. Codes stay side by side: one that vanished on a return would reveal whose it is. */
export async function markNewest(db: Database, learner: string, course: string): Promise<void> {
  const rows = await db
    .selectFrom('enrolment')
    .select(['id', 'version'])
    .where('learner_id', '=', learner)
    .where('course_id', '=', course)
    .orderBy('enrolled_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  const named = await Promise.all(rows.map(async ({ version }) => (await courseVersion(course, version, db)).people === 'names'))
  const first = named.indexOf(true)
  const earlier = rows.slice(first + 1).map(({ id }) => id)
  if (first < 0) return
  await db.updateTable('enrolment').set({ newest: 1 }).where('id', '=', rows[first]!.id).execute()
  if (earlier.length > 0) await db.updateTable('enrolment').set({ newest: 0 }).where('id', 'in', earlier).execute()
}

/** How early a completed course may be taken again. */
export const RENEW_EARLY = 30 * 24 * 3600_000

export const mayRenew = (
  { completed_at, renew_at, ended_at }: Pick<EnrolmentRow, 'completed_at' | 'renew_at' | 'ended_at'>,
  now: number,
): boolean => completed_at !== null && ended_at === null && renew_at !== null && now >= renew_at - RENEW_EARLY

interface NewEnrolment {
  learner: string
  cohort: string
  course: string
  version: number
  renews: string | null
  turn: Turn
  now: number
}
const newEnrolment = ({
  learner,
  cohort,
  course,
  version,
  renews,
  turn,
  now,
}: NewEnrolment): Omit<EnrolmentRow, 'due_at' | 'due_from' | 'keep_days' | 'member_id'> => ({
  id: newId(),
  course_id: course,
  version,
  learner_id: learner,
  cohort_id: cohort,
  block: cohort,
  handle: newId(),
  code: newCode(2),
  enrolled_at: now,
  listed_at: null,
  terms_seen_at: null,
  completed_at: null,
  passed: null,
  renew_at: null,
  renews,
  turn,
  ended_at: null,
  reminded_at: null,
  invited_at: null,
  notified_at: null,
  reminding_until: null,
  newest: 1,
  begun_at: null,
  exempt_at: null,
  left: 0,
})
