import 'server-only'
import { sql } from 'kysely'
import { type CohortTotals, noTotals } from '@/scenarios/engine/course/records'
import type { State } from '@/scenarios/engine/course/state'
import { database } from '../database'
import { openInvitation } from './record-lines'
import { namesPeople, overdueSql, stateSql } from './state'

/**
 * How many people of each unit and site stand where, by course and month. A job counts (`countStanding`), a page reads sums of what was
 * counted: at a hundred thousand people counting takes too long for somebody who waits. Only people shown by name are counted: a unit
 * would tell whose a code is.
 */
export interface ComplianceRow {
  course: string
  unit: string
  site: string
  state: State
  people: number
  overdue: number
}
export interface Compliance {
  /** When it was counted; null if it never was. */
  at: number | null
  all: CohortTotals
  courses: Map<string, CohortTotals>
  units: Map<string, CohortTotals>
  sites: Map<string, CohortTotals>
  /** By month, the oldest first. */
  months: Map<string, CohortTotals>
}

const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7)

/** Counts the present month anew. Past months stay as they were counted last: nobody's later steps change what was reported. */
export async function countStanding(now = Date.now()): Promise<{ rows: number }> {
  const month = monthOf(now)
  const { rows } = await sql<Omit<ComplianceRow, 'people' | 'overdue'> & { people: number | string; overdue: number | string }>`
    select course, unit, site, state, count(*) as people, sum(overdue) as overdue from (
      select e.course_id as course, coalesce(m.unit, '') as unit, coalesce(m.site, '') as site, ${stateSql(now)} as state,
        case when ${overdueSql(now)} then 1 else 0 end as overdue
      from enrolment e left join member m on m.id = e.member_id where e.newest = 1 and ${namesPeople()}
      union all
      select c.course_id as course, coalesce(m.unit, '') as unit, coalesce(m.site, '') as site, 'invited' as state,
        case when c.due_at < ${sql.lit(now)} then 1 else 0 end as overdue
      from invitation i join cohort c on c.id = i.cohort_id left join member m on m.address = i.email where ${openInvitation(now)}
        and not exists (select 1 from course_version v where v.course_id = c.course_id and v.body like ${sql.lit('%"people":"codes"%')})
    ) s group by course, unit, site, state`.execute(database())
  const counted = rows.map(({ course, people, overdue, ...row }) => ({
    ...row,
    month,
    course_id: course,
    people: Number(people),
    overdue: Number(overdue),
    at: now,
  }))
  await database()
    .transaction()
    .execute(async (db) => {
      await db.deleteFrom('standing_month').where('month', '=', month).execute()
      for (let from = 0; from < counted.length; from += 500)
        await db
          .insertInto('standing_month')
          .values(counted.slice(from, from + 500))
          .execute()
    })
  return { rows: counted.length }
}

/** @param courses the ids of those somebody may read; null for all */
export async function readCompliance(courses: ReadonlySet<string> | null, course = ''): Promise<Compliance> {
  const sums = async (by: 'course_id' | 'unit' | 'site' | 'month', month: string | null) => {
    const rows = await readable(courses, course)
      .select([`${by} as key`, 'state'])
      .select((e) => [e.fn.sum<number | string>('people').as('people'), e.fn.sum<number | string>('overdue').as('overdue')])
      .$if(month !== null, (q) => q.where('month', '=', month!))
      .groupBy([by, 'state'])
      .orderBy(by)
      .execute()
    const totals = new Map<string, CohortTotals>()
    for (const row of rows) {
      const own = totals.get(row.key) ?? noTotals(row.key)
      totals.set(row.key, own)
      add(own, row.state, Number(row.people), Number(row.overdue))
    }
    return totals
  }
  const last = await readable(courses, course)
    .select(['month', 'at'])
    .orderBy('month', 'desc')
    .orderBy('at', 'desc')
    .limit(1)
    .executeTakeFirst()
  const month = last?.month ?? ''
  const [byCourse, units, sites, months] = [
    await sums('course_id', month),
    await sums('unit', month),
    await sums('site', month),
    await sums('month', null),
  ]
  return { at: last?.at ?? null, all: months.get(month) ?? noTotals(month), courses: byCourse, units, sites, months }
}

/** Every row of the newest month, for a file. */
export async function complianceRows(courses: ReadonlySet<string> | null, course = ''): Promise<ComplianceRow[]> {
  const last = await readable(courses, course).select('month').orderBy('month', 'desc').limit(1).executeTakeFirst()
  return readable(courses, course)
    .select(['course_id as course', 'unit', 'site', 'state', 'people', 'overdue'])
    .where('month', '=', last?.month ?? '')
    .orderBy('course_id')
    .orderBy('unit')
    .orderBy('site')
    .execute()
}

const readable = (courses: ReadonlySet<string> | null, course: string) =>
  database()
    .selectFrom('standing_month')
    .$if(course !== '', (q) => q.where('course_id', '=', course))
    .$if(courses !== null, (q) => q.where('course_id', 'in', ['', ...courses!]))

export function add(totals: CohortTotals, state: State, people: number, overdue: number): void {
  totals.states[state] += people
  if (state !== 'left') totals.people += people
  totals.overdue += overdue
}

/** Deletes months that ended before then. */
export async function endStanding(before: number): Promise<number> {
  const { numDeletedRows } = await database().deleteFrom('standing_month').where('month', '<', monthOf(before)).executeTakeFirst()
  return Number(numDeletedRows)
}
