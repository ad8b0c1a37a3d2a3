import 'server-only'
import { type Act, undoable } from '@/scenarios/engine/course/acts'
import { type Database, database, locked } from '../database'
import { sayUndone } from './act-said'
import { type Change, type Done, type LineFacts, factsOf } from './acts'
import { markNewest } from './enrol'
import { enrolmentsOf } from './line-history'

export interface DoneAct {
  id: string
  kind: Act
  at: number
  /** How many lines it changed that are still there and for which it was not undone. */
  lines: number
  undoable: boolean
}

/** An act on a course's record. */
export async function readAct(course: string, id: string, now = Date.now()): Promise<DoneAct | null> {
  const act = await database().selectFrom('record_act').selectAll().where('id', '=', id).where('course_id', '=', course).executeTakeFirst()
  if (!act) return null
  const { n } = await database()
    .selectFrom('record_before')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .where('act_id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirstOrThrow()
  return { id, kind: act.kind, at: act.at, lines: Number(n), undoable: Number(n) > 0 && undoable(act.kind, act.at, act.undone_at, now) }
}

/**
 * Undoes an act for one person, within a day, unless somebody has changed their line since.
 * @param key their line in the record
 * @returns the key of the line they have now; null if it is too late
 */
export async function undoForLine(course: string, id: string, key: string, by: string, now = Date.now()): Promise<string | null> {
  const act = await readAct(course, id, now)
  const own = act?.undoable ? await enrolmentsOf(course, key) : []
  if (!act || own.length === 0) return null
  const lines = (await linesOf(id)).filter(({ enrolment_id }) => own.includes(enrolment_id))
  const restored = await restoreLines(course, lines, act.kind, by, now)
  if (restored === 0) return null
  const row = await database().selectFrom('enrolment').select('handle').where('id', '=', lines[0]!.enrolment_id).executeTakeFirstOrThrow()
  return `e-${row.handle}`
}

/** Undoes an act within a day, for each line that nobody has changed since. Null if it is too late, or done already. */
export async function undoAct(course: string, id: string, by: string, now = Date.now()): Promise<Done | null> {
  const act = await readAct(course, id, now)
  if (!act?.undoable) return null
  const { numUpdatedRows } = await database()
    .updateTable('record_act')
    .set({ undone_at: now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) return null
  const lines = await linesOf(id)
  const done = await restoreLines(course, lines, act.kind, by, now)
  return { id, done, changed: lines.length - done }
}
const PART = 200

const linesOf = (act: string): Promise<Line[]> =>
  database()
    .selectFrom('record_before')
    .select(['act_id', 'enrolment_id', 'before', 'after'])
    .where('act_id', '=', act)
    .where('undone_at', 'is', null)
    .execute()

async function restoreLines(course: string, lines: readonly Line[], kind: Act, by: string, now: number): Promise<number> {
  let done = 0
  for (let from = 0; from < lines.length; from += PART) {
    const restored = await database()
      .transaction()
      .execute((db) => restorePart(db, lines.slice(from, from + PART), kind, now))
    done += restored.length
    await sayUndone(course, restored, kind as Change['act'], by)
  }
  return done
}

interface Line {
  act_id: string
  enrolment_id: string
  before: string
  after: string
}
async function restorePart(db: Database, lines: readonly Line[], kind: Act, now: number): Promise<string[]> {
  const rows = await locked(db.selectFrom('enrolment'), 'update')
    .selectAll()
    .where(
      'id',
      'in',
      lines.map((line) => line.enrolment_id),
    )
    .execute()
  const restored: string[] = []
  for (const row of rows) {
    const line = lines.find(({ enrolment_id }) => enrolment_id === row.id)!
    const { made, ...after } = JSON.parse(line.after) as LineFacts
    const before = JSON.parse(line.before) as LineFacts
    const same = JSON.stringify(factsOf(row)) === JSON.stringify(after)
    // Whoever has been enrolled again since, or has begun again, goes on.
    if (!same || (kind === 'allow' ? !(await takeBack(db, made ?? '')) : row.newest === 0)) continue
    await db
      .updateTable('enrolment')
      .set({ cohort_id: before.cohort, due_at: before.due, exempt_at: before.exempt, ended_at: before.ended })
      .where('id', '=', row.id)
      .execute()
    if (kind === 'allow') await markNewest(db, row.learner_id, row.course_id)
    await db
      .updateTable('record_before')
      .set({ undone_at: now })
      .where('act_id', '=', line.act_id)
      .where('enrolment_id', '=', row.id)
      .execute()
    restored.push(row.id)
  }
  return restored
}

/** Deletes an enrolment that nobody has begun. */
async function takeBack(db: Database, enrolment: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('enrolment').where('id', '=', enrolment).where('begun_at', 'is', null).executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes acts whose lines are all gone: a reason may name somebody. */
export async function forgetActs(db: Database = database()): Promise<void> {
  await db
    .deleteFrom('record_act')
    .where((e) => e.not(e.exists(e.selectFrom('record_before').select('act_id').whereRef('record_before.act_id', '=', 'record_act.id'))))
    .execute()
}
