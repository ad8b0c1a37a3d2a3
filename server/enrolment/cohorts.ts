import 'server-only'
import { sql } from 'kysely'
import { z } from 'zod'
import { type Course, dueAt } from '@/scenarios/engine/course/course'
import { CODES_TOGETHER } from '@/scenarios/engine/score/crowd'
import { type Database, database, locked } from '../database'
import type { CohortRow } from '../database/row-types/courses'
import { newId, newToken } from '../platform/tokens'

import { codeVersions, courseVersion } from '../courses/courses'
import { INVITED, invitedLine, invitedStateSql } from './counted'

export const CohortSchema = z.object({
  name: z.string().trim().min(1).max(80),
  /** `2027-03-01`, as browsers send it, or empty. */
  due: z.union([z.literal(''), z.iso.date()]).default(''),
})
export type CohortInput = z.infer<typeof CohortSchema>

/** Only as much as the course's owner may know. */
export interface Counts {
  enrolled: number
  completed: number
}
export interface Cohort extends Counts {
  row: CohortRow
  invited: number
}

/** In the server's time zone. */
export function endOfDay(day: string): number | null {
  if (day === '') return null
  const [year, month, date] = day.split('-').map(Number)
  return new Date(year!, month! - 1, date, 23, 59, 59, 999).getTime()
}
/** A cohort may keep a day that has passed, so that its name can still be changed. */
export const isPast = (day: string, kept: number | null = null, now = Date.now()): boolean =>
  day !== '' && day !== dayOf(kept) && endOfDay(day)! < now
export function dayOf(at: number | null): string {
  if (at === null) return ''
  const day = new Date(at)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n, i) => String(n).padStart(i === 0 ? 4 : 2, '0')).join('-')
}

interface VersionCounts extends Counts {
  course: string
  cohort: string
  people: Course['people']
}
/** Rounded down to full groups, so that nobody sees a single person come or go. */
export const inFives = (waiting: number): number => Math.floor(waiting / CODES_TOGETHER) * CODES_TOGETHER

/** Counts only listed codes as completed and the others in fives: a count of one would identify the first person of a cohort. */
async function counted(course?: string): Promise<VersionCounts[]> {
  const rows = await database()
    .selectFrom('enrolment')
    .select((e) => [
      'course_id',
      'cohort_id',
      'version',
      e.fn.countAll<number>().as('enrolled'),
      e.fn.count<number>('completed_at').as('completed'),
      e.fn.count<number>('completed_at').filterWhere('passed', '=', 0).as('failed'),
      e.fn.count<number>('completed_at').filterWhere('listed_at', 'is not', null).as('listed'),
      e.fn.count<number>('listed_at').as('shown'),
    ])
    .where('ended_at', 'is', null)
    .$if(course !== undefined, (q) => q.where('course_id', '=', course!))
    .where('id', 'not in', (q) =>
      q.selectFrom('enrolment as later').select('later.renews').where('later.renews', 'is not', null).$castTo<{ renews: string }>(),
    )
    .groupBy(['course_id', 'cohort_id', 'version'])
    .execute()
  return Promise.all(
    rows.map(async (r) => {
      const { people, shares } = await courseVersion(r.course_id, r.version)
      const one = { course: r.course_id, cohort: r.cohort_id, people }
      const failed = shares === 'results' ? Number(r.failed) : 0
      if (people === 'names') return { ...one, enrolled: Number(r.enrolled), completed: Number(r.completed) - failed }
      return {
        ...one,
        enrolled: Number(r.shown) + inFives(Number(r.enrolled) - Number(r.shown)),
        completed: Number(r.listed),
      }
    }),
  )
}
const sum = (counts: readonly Counts[]): Counts =>
  counts.reduce((all, { enrolled, completed }) => ({ enrolled: all.enrolled + enrolled, completed: all.completed + completed }), {
    enrolled: 0,
    completed: 0,
  })

export type ByCode = 'all' | 'some' | 'none'
/** An earlier version with codes counts only once its people are in the counts: otherwise this would reveal that somebody is in it. */
export async function shownByCode(course: string): Promise<ByCode> {
  if ((await codeVersions(course)).length === 0) return 'none'
  const newest = await database()
    .selectFrom('course_version')
    .select((e) => e.fn.max<number>('version').as('version'))
    .where('course_id', '=', course)
    .executeTakeFirst()
  const seen = new Set((await counted(course)).filter((c) => c.enrolled > 0).map((c) => c.people))
  if (newest?.version != null) seen.add((await courseVersion(course, Number(newest.version))).people)
  return !seen.has('codes') ? 'none' : seen.has('names') ? 'some' : 'all'
}

/** By course id; courses without people are missing. */
export async function countsByCourse(): Promise<Map<string, Counts>> {
  const byCourse = new Map<string, Counts>()
  for (const one of await counted()) byCourse.set(one.course, sum([byCourse.get(one.course) ?? { enrolled: 0, completed: 0 }, one]))
  return byCourse
}

/** Rounded down to fives: see docs/decisions/codes.md. */
export async function waitingCodes(course: string, cohort: string): Promise<number> {
  const { n } = await database()
    .selectFrom('enrolment')
    .select((e) => e.fn.countAll<number | string>().as('n'))
    .where('cohort_id', '=', cohort)
    .where('version', 'in', [0, ...(await codeVersions(course))])
    .where('listed_at', 'is', null)
    .executeTakeFirstOrThrow()
  return inFives(Number(n))
}

export async function cohortsOf(course: string): Promise<Cohort[]> {
  const rows = await database()
    .selectFrom('cohort')
    .selectAll()
    .where('course_id', '=', course)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .execute()
  const counts = await counted(course)
  const { rows: invited } = await sql<{ cohort: string; n: number | string }>`select c.id as cohort, count(*) as n from ${INVITED}
    where c.course_id = ${course} and ${invitedLine} and ${invitedStateSql} = 'invited' group by c.id`.execute(database())
  return rows.map((row) => ({
    row,
    ...sum(counts.filter(({ cohort }) => cohort === row.id)),
    invited: Number(invited.find((i) => i.cohort === row.id)?.n ?? 0),
  }))
}

export async function createCohort(course: string, { name, due }: CohortInput): Promise<string> {
  const id = newId()
  await database()
    .insertInto('cohort')
    .values({ id, course_id: course, name, link: null, due_at: endOfDay(due), created_at: Date.now() })
    .execute()
  return id
}

/** The day applies to everybody in the cohort who is not done. */
export async function changeCohort(id: string, { name, due }: CohortInput): Promise<void> {
  const due_at = endOfDay(due)
  await database()
    .transaction()
    .execute(async (db) => {
      await db.updateTable('cohort').set({ name, due_at }).where('id', '=', id).execute()
      await setDue(db, id, due_at)
      await db.updateTable('invitation').set({ due_at: null }).where('cohort_id', '=', id).execute()
    })
}

async function setDue(db: Database, cohort: string, cohortDue: number | null): Promise<void> {
  const versions = await db.selectFrom('enrolment').select(['course_id', 'version']).distinct().where('cohort_id', '=', cohort).execute()
  for (const { course_id, version } of versions) {
    const after = dueAt(await courseVersion(course_id, version), 0, cohortDue)
    await db
      .updateTable('enrolment')
      .set((e) => ({ due_at: cohortDue ?? (after === null ? null : e(e.fn.coalesce('due_from', 'enrolled_at'), '+', after)) }))
      .where('cohort_id', '=', cohort)
      .where('version', '=', version)
      .where('completed_at', 'is', null)
      .where('ended_at', 'is', null)
      .execute()
  }
}

/** The old link stops working. */
export async function setLink(id: string, open: boolean): Promise<void> {
  await database()
    .updateTable('cohort')
    .set({ link: open ? newToken() : null })
    .where('id', '=', id)
    .execute()
}

async function hadPeople(id: string, db: Database): Promise<boolean> {
  for (const table of ['enrolment', 'invitation', 'record_tombstone'] as const) {
    if (await db.selectFrom(table).select('id').where('cohort_id', '=', id).executeTakeFirst()) return true
  }
  return false
}
export const isRemovable = async (course: string, id: string): Promise<boolean> =>
  (await codeVersions(course)).length === 0 && !(await hadPeople(id, database()))

/** Never in a course with codes, where success would reveal that the cohort is empty. */
export async function removeCohort(course: string, id: string): Promise<boolean> {
  if ((await codeVersions(course)).length > 0) return false
  return database()
    .transaction()
    .execute(async (db) => {
      await locked(db.selectFrom('cohort').select('id').where('id', '=', id), 'update').execute()
      if (await hadPeople(id, db)) return false
      await db.deleteFrom('cohort').where('id', '=', id).execute()
      return true
    })
}
