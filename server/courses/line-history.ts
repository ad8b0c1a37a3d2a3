import 'server-only'
import type { Act } from '@/scenarios/engine/course/acts'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { database } from '../database'
import { selectedLines } from './acts'
import { readLines } from './record-rows'
import { type MatrixRow, columnsOf, scopeNow, withItems } from './records'

/** Something done to the record of a person. */
export interface DoneToLine {
  act: string
  kind: Act
  reason: string
  at: number
  undoneAt: number | null
  /** The name of whoever did it, or null if their account is gone. */
  by: string | null
}
export interface LineHistory {
  line: MatrixRow
  columns: ReturnType<typeof columnsOf>
  /** Earlier enrolments of the same person, newest first. */
  earlier: RecordRow[]
  acts: DoneToLine[]
}

/** A person in a course, with what was before; null if there is no such line, or if it is a code. */
export async function lineHistory(course: string, key: string, now = Date.now()): Promise<LineHistory | null> {
  const [line] = await selectedLines(course, { lines: [key] }, now)
  if (!line || line.coded) return null
  const recorded = await scopeNow(course, now)
  const ids = line.enrolment ? await enrolmentsOf(course, line.enrolment) : []
  const rows = await readLines(
    ids.filter((id) => id !== line.enrolment).map((id) => ({ kind: 'enrolment' as const, id })),
    recorded.scope,
    recorded.versions,
  )
  const columns = columnsOf(recorded.versions, new Set([line.version]))
  const [own] = await withItems([line], columns, recorded, false)
  return { line: own!, columns, earlier: rows.filter((row) => !row.coded), acts: await actsOn(ids) }
}

/** All enrolments of the learner in the course, newest first. */
async function enrolmentsOf(course: string, enrolment: string): Promise<string[]> {
  const rows = await database()
    .selectFrom('enrolment')
    .select('id')
    .where('course_id', '=', course)
    .where('learner_id', '=', (q) => q.selectFrom('enrolment as own').select('own.learner_id').where('own.id', '=', enrolment))
    .orderBy('enrolled_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
  return rows.map(({ id }) => id)
}

/** Why, and when, people were exempted who are exempt now, by enrolment. @param enrolments at most a part of what a query can name */
export async function exemptionsOf(enrolments: readonly string[]): Promise<Map<string, { reason: string; at: number }>> {
  if (enrolments.length === 0) return new Map()
  const rows = await database()
    .selectFrom('record_before as b')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .select(['b.enrolment_id', 'a.reason', 'a.at'])
    .where('b.enrolment_id', 'in', enrolments)
    .where('a.kind', '=', 'exempt')
    .where('a.undone_at', 'is', null)
    .orderBy('a.at')
    .execute()
  // The last one counts.
  return new Map(rows.map(({ enrolment_id, reason, at }) => [enrolment_id, { reason, at }]))
}

async function actsOn(enrolments: readonly string[]): Promise<DoneToLine[]> {
  if (enrolments.length === 0) return []
  const rows = await database()
    .selectFrom('record_before as b')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(['a.id', 'a.kind', 'a.reason', 'a.at', 'a.undone_at', 'u.name'])
    .where('b.enrolment_id', 'in', enrolments)
    .orderBy('a.at', 'desc')
    .execute()
  return rows.map((r) => ({ act: r.id, kind: r.kind, reason: r.reason, at: r.at, undoneAt: r.undone_at, by: r.name }))
}
