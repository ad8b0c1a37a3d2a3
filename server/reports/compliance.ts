import 'server-only'
import { sql } from 'kysely'
import { type CohortTotals, monthOf, noTotals } from '@/scenarios/engine/course/records'
import type { State } from '@/scenarios/engine/course/state'
import { countInNoCourse } from '../accounts/people-search'
import { database } from '../database'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import { countedByName } from '../enrolment/counted'

/** A job counts, because 100,000 people take too long to count on a page. Leaves out codes: a unit would reveal whose a code is. */
export interface ComplianceRow {
  course: string
  unit: string
  site: string
  state: State
  people: number
  overdue: number
  at: number
}
export interface Compliance {
  /** Null if it was never counted. */
  at: number | null
  all: CohortTotals
  courses: Map<string, CohortTotals>
  units: Map<string, CohortTotals>
  sites: Map<string, CohortTotals>
  /** Oldest first. */
  months: Map<string, CohortTotals>
}

/** Past months stay as last counted, so that later steps do not change what was reported. */
export async function countStanding(now = Date.now()): Promise<{ rows: number }> {
  const month = monthOf(now)
  const { rows } = await sql<Omit<ComplianceRow, 'people' | 'overdue' | 'at'> & { people: number | string; overdue: number | string }>`
    select course, unit, site, state, count(*) as people, sum(overdue) as overdue from ${countedByName(now)} s
    group by course, unit, site, state`.execute(database())
  const outside = JSON.stringify({ people: await countInNoCourse() })
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
          // Another process may be counting just now.
          .onConflict((c) =>
            c
              .columns(['month', 'course_id', 'unit', 'site', 'state'])
              .doUpdateSet((e) => ({ people: e.ref('excluded.people'), overdue: e.ref('excluded.overdue'), at: now })),
          )
          .execute()
      await db
        .insertInto('setting')
        .values({ name: OUTSIDE, body: outside, updated_at: now })
        .onConflict((c) => c.column('name').doUpdateSet({ body: outside, updated_at: now }))
        .execute()
    })
  return { rows: counted.length }
}

const OUTSIDE = 'people in no course'
/** Null if that was never counted. */
export async function readOutside(): Promise<number | null> {
  const row = await database().selectFrom('setting').select('body').where('name', '=', OUTSIDE).executeTakeFirst()
  return row ? (JSON.parse(row.body) as { people: number }).people : null
}

const ASKED = 'standing counted when asked'
/** How old figures may be when somebody opens the page, and how long that person waits for new ones. */
const FRESH = 5 * 60_000
const PATIENCE = 2_000
const counting = shared('standing', (): { now?: Promise<void> | undefined } => ({}))

/** One process counts if figures are missing or old. With old ones nobody waits long. @param courses null for all */
export async function presentCompliance(courses: ReadonlySet<string> | null, course = '', now = Date.now()): Promise<Compliance> {
  const found = await readCompliance(courses, course)
  if (found.at !== null ? found.at > now - FRESH : !(await hasPeople(courses, course))) return found
  const counted = (counting.now ??= countOnce(now).finally(() => {
    counting.now = undefined
  }))
  await (found.at === null ? counted : Promise.race([counted, new Promise((resolve) => setTimeout(resolve, PATIENCE).unref())]))
  return readCompliance(courses, course)
}

async function countOnce(now: number): Promise<void> {
  try {
    if (await mayCount(now)) await countStanding(now)
  } catch (error) {
    // The page says that nothing is counted yet, and the job counts again.
    logFault('Where people stand could not be counted', error)
  }
}

async function hasPeople(courses: ReadonlySet<string> | null, course: string): Promise<boolean> {
  const within = course !== '' ? [course] : courses && ['', ...courses]
  const enrolled = await database()
    .selectFrom('enrolment')
    .select('id')
    .$if(within !== null, (q) => q.where('course_id', 'in', within!))
    .limit(1)
    .executeTakeFirst()
  const invited = database().selectFrom('invitation').innerJoin('cohort', 'cohort.id', 'invitation.cohort_id').select('invitation.id')
  return Boolean(
    enrolled ??
      (await invited
        .$if(within !== null, (q) => q.where('course_id', 'in', within!))
        .limit(1)
        .executeTakeFirst()),
  )
}

async function mayCount(now: number): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await database()
    .insertInto('setting')
    .values({ name: ASKED, body: '{}', updated_at: now })
    .onConflict((c) =>
      c
        .column('name')
        .doUpdateSet({ updated_at: now })
        .where('setting.updated_at', '<=', now - FRESH),
    )
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

/** @param courses null for all */
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

/** Of the newest month, for a file. */
export async function complianceRows(courses: ReadonlySet<string> | null, course = ''): Promise<ComplianceRow[]> {
  const last = await readable(courses, course).select('month').orderBy('month', 'desc').limit(1).executeTakeFirst()
  return readable(courses, course)
    .select(['course_id as course', 'unit', 'site', 'state', 'people', 'overdue', 'at'])
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

function add(totals: CohortTotals, state: State, people: number, overdue: number): void {
  totals.states[state] += people
  if (state !== 'left') totals.people += people
  totals.overdue += overdue
}

export async function endStanding(before: number): Promise<number> {
  const { numDeletedRows } = await database().deleteFrom('standing_month').where('month', '<', monthOf(before)).executeTakeFirst()
  return Number(numDeletedRows)
}
