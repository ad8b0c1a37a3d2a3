import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import type { RecordRow } from '@/scenarios/engine/course/records'
import { database } from '../database'
import { standingOf } from './tombstones'

const DAY = 24 * 3600_000
const startOfDay = (at: number): number => Math.floor(at / DAY) * DAY

/** What an owner may see of each enrolment of a course, by the terms of the version it is in. */
export async function readRows(course: string, versions: Map<number, Course>): Promise<RecordRow[]> {
  const [rows, progress] = await Promise.all([enrolmentRows(course, versions), itemsDone(course)])
  const begun = new Map(progress.map(({ id, done }) => [id, Number(done)]))
  return rows.map((row) => recordRow(row, versions.get(row.version)!, begun))
}

/** If people are shown as codes, their names are not even read, and a code counts from the day it was listed with others: see docs/decisions/codes.md. */
function enrolmentRows(course: string, versions: Map<number, Course>) {
  const named = [...versions].filter(([, v]) => v.people === 'names').map(([version]) => version)
  return database()
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .leftJoin('user as u', (join) => join.onRef('u.id', '=', 'l.user_id').on('e.version', 'in', named.length > 0 ? named : [-1]))
    .select([
      'e.id',
      'e.handle',
      'e.code',
      'e.cohort_id',
      'e.version',
      'e.enrolled_at',
      'e.listed_at',
      'e.due_at',
      'e.completed_at',
      'e.passed',
      'e.renew_at',
      'e.ended_at',
      'e.reminded_at',
      'u.name',
      'u.email',
    ])
    .where('e.course_id', '=', course)
    .where((x) => x.or([x('e.version', 'in', named.length > 0 ? named : [-1]), x('e.listed_at', 'is not', null)]))
    .execute()
}

/** How many items are done in each enrolment that was started. Completed ones need no count. */
const itemsDone = (course: string) =>
  database()
    .selectFrom('enrolment_item as i')
    .innerJoin('enrolment as e', 'e.id', 'i.enrolment_id')
    .select((x) => ['i.enrolment_id as id', x.fn.count<number>('i.done_at').as('done')])
    .where('e.course_id', '=', course)
    .where('e.completed_at', 'is', null)
    .where((x) => x.or([x('i.done_at', 'is not', null), x('i.tries', '>', 0)]))
    .groupBy('i.enrolment_id')
    .execute()

function recordRow(r: Awaited<ReturnType<typeof enrolmentRows>>[number], version: Course, begun: Map<string, number>): RecordRow {
  const coded = version.people !== 'names'
  const day = (at: number | null) => (at === null || !coded ? at : startOfDay(at))
  return {
    enrolment: r.id,
    handle: r.handle,
    who: coded ? r.code : (r.name ?? ''),
    email: coded ? null : r.email,
    code: r.code,
    coded,
    cohort: r.cohort_id,
    version: r.version,
    enrolledAt: day(coded ? r.listed_at : r.enrolled_at)!,
    endedAt: day(r.ended_at),
    ...(coded
      ? { completedAt: null, renewAt: null, remindedAt: null }
      : { completedAt: r.completed_at, renewAt: r.renew_at, remindedAt: r.reminded_at }),
    // Everything listed is complete; its due day would reveal when somebody enrolled.
    dueAt: coded ? null : r.due_at,
    done: r.completed_at === null ? (begun.get(r.id) ?? 0) : version.items.length,
    standing: standingOf(version, r, begun.has(r.id)),
  }
}
