import 'server-only'
import type { State } from '@/scenarios/engine/course/state'
import { type Standing, progressOf, toldStanding } from '@/scenarios/engine/course/course'
import { type Database, database } from '../database'
import { contains } from '../database/contains'
import type { EnrolmentRow } from '../database/tables-courses'
import { certificateOf, revokeCertificate } from './certificates'
import { inFives } from './codes'
import { codeVersions, setDue } from './cohorts'
import { courseVersion } from './courses'
import { endEnrolment } from './enrolments'
import { codedState } from './record-lines'
import { stateSql } from './state'

/** A person in a cohort, as the owner may see them. */
export interface RosterLine {
  /** The id used in URLs: never the enrolment's id. */
  handle: string
  code: string
  /** Null if only the code is shown: by the course's rules, or because there is no account. */
  name: string | null
  email: string | null
  /** Whether their version shows codes: then there are no days either, and nothing to change. */
  coded: boolean
  /** Whether mastery was reached is included only if the version shares results. */
  standing: Standing
  /** The same as in the records. */
  state: State
  enrolledAt: number | null
  dueAt: number | null
  endedAt: number | null
}
export interface Roster {
  lines: RosterLine[]
  /** The number of people on all pages. */
  total: number
  /** How many people have codes that are not shown yet, rounded down to fives: see docs/decisions/codes.md. */
  waiting: number
}
export const PER_PAGE = 100
/** How long ending an enrolment can be undone. */
const UNDO = 24 * 3600_000

/**
 * A page of a cohort: people by name, then codes sorted by code, so that neither position nor day reveals who came when.
 * @param q part of a name or an address, or a code
 * @param page from 0
 */
export async function roster(course: string, cohort: string, { q = '', page = 0 } = {}): Promise<Roster> {
  const codes = [0, ...(await codeVersions(course))]
  const all = withPeople().where('cohort_id', '=', cohort)
  const shown = all
    .where((e) => e.or([e('enrolment.version', 'not in', codes), e('enrolment.listed_at', 'is not', null)]))
    .$if(q.trim() !== '', (query) =>
      query.where((e) =>
        e.or([
          contains([e.ref('enrolment.code')], q),
          e.and([e('enrolment.version', 'not in', codes), contains([e.ref('user.name'), e.ref('user.email')], q)]),
        ]),
      ),
    )
  const [{ n }, { waiting }, rows] = await Promise.all([
    shown.select((e) => e.fn.countAll<number>().as('n')).executeTakeFirstOrThrow(),
    all
      .where('enrolment.version', 'in', codes)
      .where('enrolment.listed_at', 'is', null)
      .select((e) => e.fn.countAll<number>().as('waiting'))
      .executeTakeFirstOrThrow(),
    shown
      .select(COLUMNS)
      .select(states())
      .orderBy((e) => e.case().when('enrolment.version', 'in', codes).then(1).else(0).end())
      .orderBy((e) =>
        e
          .case()
          .when('enrolment.version', 'in', codes)
          .then('')
          .else(e.fn.coalesce(e.fn<string>('lower', ['user.name']), e.val('')))
          .end(),
      )
      .orderBy('code')
      .limit(PER_PAGE)
      .offset(page * PER_PAGE)
      .execute(),
  ])
  return { lines: await linesOf(course, codes, rows), total: Number(n), waiting: inFives(Number(waiting)) }
}

/** One line of it; null if there is no such handle or its code is not shown yet. */
export async function rosterLine(course: string, cohort: string, handle: string): Promise<RosterLine | null> {
  if (!(await visible(course, cohort, handle))) return null
  const rows = await withPeople().where('enrolment.handle', '=', handle).select(COLUMNS).select(states()).execute()
  return (await linesOf(course, await codeVersions(course), rows))[0] ?? null
}

const withPeople = () =>
  database()
    .selectFrom('enrolment')
    .leftJoin('learner', 'learner.id', 'enrolment.learner_id')
    .leftJoin('user', 'user.id', 'learner.user_id')
const COLUMNS = [
  'enrolment.id',
  'enrolment.handle',
  'enrolment.version',
  'code',
  'user.name',
  'user.email',
  'enrolled_at',
  'due_at',
  'ended_at',
] as const
type Row = Pick<EnrolmentRow, 'id' | 'handle' | 'version' | 'code' | 'enrolled_at' | 'due_at' | 'ended_at'> & {
  name: string | null
  email: string | null
  state: State
  hidden: State
}
const states = (now = Date.now()) => [stateSql(now, 'enrolment').as('state'), codedState(now, 'enrolment').as('hidden')] as const

async function linesOf(course: string, codes: readonly number[], rows: readonly Row[]): Promise<RosterLine[]> {
  const items =
    rows.length === 0
      ? []
      : await database()
          .selectFrom('enrolment_item')
          .selectAll()
          .where(
            'enrolment_id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute()
  return Promise.all(
    rows.map(async (r): Promise<RosterLine> => {
      const records = items
        .filter((i) => i.enrolment_id === r.id)
        .map((i) => ({ item: i.item, doneAt: i.done_at, passed: i.passed === null ? null : i.passed === 1, tries: i.tries }))
      const coded = codes.includes(r.version)
      const version = await courseVersion(course, r.version)
      const { standing } = progressOf(version, records)
      return {
        handle: r.handle,
        code: r.code,
        coded,
        name: coded ? null : r.name,
        email: coded ? null : r.email,
        standing: toldStanding(version, standing),
        state: coded ? r.hidden : r.state,
        enrolledAt: coded ? null : r.enrolled_at,
        dueAt: coded ? null : r.due_at,
        endedAt: r.ended_at,
      }
    }),
  )
}

/** Whether ending it may still be undone. */
export const undoable = (endedAt: number, now = Date.now()): boolean => endedAt >= now - UNDO

/** An enrolment that the owner can see; on the others nothing can be done. */
async function visible(course: string, cohort: string, handle: string, db: Database = database()) {
  const row = await db
    .selectFrom('enrolment')
    .selectAll()
    .where('handle', '=', handle)
    .where('cohort_id', '=', cohort)
    .where('course_id', '=', course)
    .executeTakeFirst()
  if (!row) return null
  const coded = (await courseVersion(course, row.version)).people === 'codes'
  return coded && row.listed_at === null ? null : { row, coded }
}

/**
 * Ends an enrolment: the record stays, nothing is due any more. Not for codes: ending and restoring a code could be compared with the
 * effect of the same act on an account, until it is known whose code it is.
 */
export async function endFor(course: string, cohort: string, handle: string): Promise<boolean> {
  const seen = await visible(course, cohort, handle)
  if (!seen || seen.coded) return false
  await endEnrolment(seen.row.id)
  return true
}

/** Undoes it within a day, unless the learner has enrolled again. Not for codes either. */
export async function undoEnd(course: string, cohort: string, handle: string, now = Date.now()): Promise<'undone' | 'too-late' | 'again'> {
  const seen = await visible(course, cohort, handle)
  if (!seen?.row.ended_at || seen.coded || !undoable(seen.row.ended_at, now)) return 'too-late'
  const { learner_id } = seen.row
  return database()
    .transaction()
    .execute(async (db) => {
      // The learner's row is the lock, as in enrolling.
      await db
        .updateTable('learner')
        .set((e) => ({ created_at: e.ref('created_at') }))
        .where('id', '=', learner_id)
        .execute()
      const open = await db
        .selectFrom('enrolment')
        .select('id')
        .where('learner_id', '=', learner_id)
        .where('course_id', '=', course)
        .where('ended_at', 'is', null)
        .executeTakeFirst()
      if (open) return 'again'
      await db.updateTable('enrolment').set({ ended_at: null }).where('id', '=', seen.row.id).execute()
      return 'undone'
    })
}

/** Whether somebody holds a certificate that is not withdrawn. Not for codes, which say nothing of when or what. */
export async function holdsCertificate(course: string, cohort: string, handle: string): Promise<boolean> {
  const seen = await visible(course, cohort, handle)
  if (!seen || seen.coded) return false
  const certificate = await certificateOf(seen.row.id)
  return certificate !== null && certificate.revokedAt === null
}

/** Withdraws it for good. @param actor the owner's user id @returns whether there was one to withdraw */
export async function revokeFor(course: string, cohort: string, handle: string, actor: string): Promise<boolean> {
  return (await holdsCertificate(course, cohort, handle)) && revokeCertificate((await visible(course, cohort, handle))!.row.id, actor)
}

/** Moves somebody to another cohort of the same course, with its due day. Not for codes: one that moves among few could be recognised. */
export async function moveTo(course: string, cohort: string, handle: string, target: string): Promise<boolean> {
  const to = await database()
    .selectFrom('cohort')
    .select('due_at')
    .where('id', '=', target)
    .where('course_id', '=', course)
    .executeTakeFirst()
  const seen = await visible(course, cohort, handle)
  if (!to || !seen || seen.coded) return false
  await database()
    .transaction()
    .execute(async (db) => {
      await db.updateTable('enrolment').set({ cohort_id: target }).where('id', '=', seen.row.id).execute()
      await setDue(db, { enrolment: seen.row.id }, to.due_at)
    })
  return true
}
