import 'server-only'
import { dueAt as dueOf } from '@/scenarios/engine/course/course'
import { type Change, type LineFacts, appliesTo } from '@/scenarios/engine/course/acts'
import type { RecordFilter, RecordRow } from '@/scenarios/engine/course/records'
import { type Database, database, locked } from '../database'
import { newId } from '../platform/tokens'
import type { ActReference } from './act-letters'
import { ACT_NOTICES, sayTo } from './act-notices'
import { changeInvited } from './acts-on-invited'
import { barredFrom, isOwn } from './own-record'
import type { LineKey } from './record-lines'
import { readLines } from './read-lines'
import { cohortsOf, eachLine, scopeNow } from './records'
import { courseVersion } from '../courses/courses'
import { stateSql } from '../enrolment/counted'

/** What an owner does to one line, to selected ones, or to all that a filter shows. */

export type LineSelection = { lines: readonly string[] } | { filter: RecordFilter }
export type Target = RecordRow & { enrolment: string }

/** By key. Leaves out lines of other courses and lines that are gone. */
export async function selectedLines(course: string, selected: LineSelection, now = Date.now()): Promise<RecordRow[]> {
  const recorded = await scopeNow(course, now)
  if ('filter' in selected) {
    const all: RecordRow[] = []
    await eachLine(recorded, selected.filter, async (lines) => void all.push(...lines))
    return all
  }
  return readLines(await keysOf(course, selected.lines), recorded.scope, recorded.versions)
}

async function keysOf(course: string, lines: readonly string[]): Promise<LineKey[]> {
  const named = (kind: string) => [...new Set(lines.filter((l) => l.startsWith(kind)).map((l) => l.slice(kind.length)))]
  const [handles, invitations] = [named('e-'), named('i-')]
  const enrolments =
    handles.length === 0
      ? []
      : await database().selectFrom('enrolment').select('id').where('course_id', '=', course).where('handle', 'in', handles).execute()
  const invited =
    invitations.length === 0
      ? []
      : await database()
          .selectFrom('invitation as i')
          .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
          .select('i.id')
          .where('c.course_id', '=', course)
          .where('i.id', 'in', invitations)
          .execute()
  return [
    ...enrolments.map(({ id }): LineKey => ({ kind: 'enrolment', id })),
    ...invited.map(({ id }): LineKey => ({ kind: 'invitation', id })),
  ]
}

export interface ActResult {
  /** The id for undoing it; null if it changed nothing. */
  id: string | null
  done: number
  /** Lines that changed since the owner saw them, so nothing was done to them. */
  changed: number
}

/** In parts, so that nobody else waits. The user's own line stays as it is. @param targets the lines as the user saw them */
export async function change(
  course: string,
  targets: readonly RecordRow[],
  what: Change,
  by: string,
  now = Date.now(),
): Promise<ActResult> {
  const barred = await barredFrom(by, what.act)
  const fitting = targets.filter((line) => appliesTo(what.act, line) && !isOwn(barred, line))
  const id = newId()
  const reason = what.act === 'exempt' ? what.reason : ''
  await database().insertInto('record_act').values({ id, course_id: course, kind: what.act, by_user: by, reason, at: now }).execute()
  let done = 0
  const enrolled = fitting.filter(isTarget)
  for (let from = 0; from < enrolled.length; from += PART) {
    const part = enrolled.slice(from, from + PART)
    const changed = await changePart(id, part, what, now)
    done += changed.length
    await say({ course, act: id, by }, changed, what)
  }
  const invited = fitting.filter((line) => !isTarget(line))
  for (let from = 0; from < invited.length; from += PART) {
    const changed = await changeInvited(id, invited.slice(from, from + PART), what, now)
    done += changed.length
    await say({ course, act: id, by }, [], what, changed)
  }
  if (done === 0) await database().deleteFrom('record_act').where('id', '=', id).execute()
  return { id: done > 0 ? id : null, done, changed: targets.length - done }
}
const PART = 200

/** Only lines that are still as they were seen. */
async function unchanged(db: Database, part: readonly Target[], now: number) {
  const rows = await locked(db.selectFrom('enrolment'), 'update')
    .selectAll()
    .select(stateSql(now, 'enrolment').as('state'))
    .where(
      'id',
      'in',
      part.map((line) => line.enrolment),
    )
    .where('newest', '=', 1)
    .execute()
  const seen = new Map(part.map((line) => [line.enrolment, line]))
  return rows.filter((row) => {
    const line = seen.get(row.id)!
    return row.state === line.state && row.due_at === line.dueAt && row.cohort_id === line.cohort
  })
}
type Row = Awaited<ReturnType<typeof unchanged>>[number]
export const factsOf = (row: Pick<Row, 'cohort_id' | 'due_at' | 'exempt_at' | 'ended_at'>): LineFacts => ({
  cohort: row.cohort_id,
  due: row.due_at,
  exempt: row.exempt_at,
  ended: row.ended_at,
})

const changePart = (id: string, part: readonly Target[], what: Change, now: number): Promise<string[]> =>
  database()
    .transaction()
    .execute(async (db) => {
      const rows = await unchanged(db, part, now)
      if (rows.length === 0) return []
      const due_at = what.act === 'move' ? await dueIn(db, what.cohort) : null
      const changes = await Promise.all(rows.map(async (row) => ({ row, to: await after(row, what, due_at, now) })))
      for (const { row, to } of changes) {
        await db
          .updateTable('enrolment')
          .set({ cohort_id: to.cohort, due_at: to.due, exempt_at: to.exempt, ended_at: to.ended })
          .where('id', '=', row.id)
          .execute()
      }
      await db
        .insertInto('record_before')
        .values(
          changes.map(({ row, to }) => ({
            act_id: id,
            enrolment_id: row.id,
            before: JSON.stringify(factsOf(row)),
            after: JSON.stringify(to),
          })),
        )
        .execute()
      return rows.map((row) => row.id)
    })

const dueIn = async (db: Database, cohort: string): Promise<number | null> =>
  (await db.selectFrom('cohort').select('due_at').where('id', '=', cohort).executeTakeFirstOrThrow()).due_at

async function after(row: Row, what: Change, cohortDue: number | null, now: number): Promise<LineFacts> {
  const facts = factsOf(row)
  switch (what.act) {
    case 'extend':
      return { ...facts, due: what.due }
    case 'move': {
      const due =
        row.completed_at === null
          ? dueOf(await courseVersion(row.course_id, row.version), row.due_from ?? row.enrolled_at, cohortDue)
          : row.due_at
      return { ...facts, cohort: what.cohort, due }
    }
    case 'exempt':
      return { ...facts, exempt: now }
    case 'require':
      return { ...facts, exempt: null }
    case 'end':
      return { ...facts, ended: now }
  }
}

/** To the audit log, with a line for each person, and to each of them. */
async function say(done: ActReference, enrolments: readonly string[], what: Change, invited: readonly string[] = []): Promise<void> {
  const more: Record<string, string> =
    what.act === 'extend'
      ? { day: new Date(what.due).toISOString().slice(0, 10) }
      : what.act === 'move'
        ? { cohort: (await cohortsOf(done.course)).get(what.cohort) ?? '' }
        : // The reason itself is kept in one place, and goes with the record.
          what.act === 'exempt'
          ? { act: done.act }
          : {}
  await sayTo(done, { enrolments, invited }, ACT_NOTICES[what.act], more)
}

export const isTarget = (line: RecordRow): line is Target => line.enrolment !== null
