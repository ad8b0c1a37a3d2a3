import 'server-only'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type RecordFilter, type StateCount, type WHICH, fold } from '@/scenarios/engine/course/records'
import { STATES, type State } from '@/scenarios/engine/course/state'
import { database } from '../database'
import { containsFolded } from '../database/contains'
import { INVITED, invitedDueSql, invitedLine, invitedOverdueSql, invitedStateSql, overdueSql, stateSql } from '../enrolment/counted'

/** By the database, a page at a time. See docs/decisions/codes.md for codes: only complete ones are lines, never sorted among names. */
export interface Scope {
  course: string
  now: number
  named: readonly number[]
  coded: readonly number[]
}
export interface LineKey {
  kind: 'enrolment' | 'invitation'
  id: string
}

/** Never says that a code's holder has to come again: see `RecordRow`. */
export const codedState = (now: number, e = 'e'): RawBuilder<State> => sql<State>`case ${stateSql(now, e)}
  when 'left' then 'left' when 'failed' then 'failed' else 'complete' end`

/** Both databases refuse an empty list. */
const list = (versions: readonly number[]) => (versions.length > 0 ? versions : [-1])

const rank = (state: RawBuilder<string>): RawBuilder<number> =>
  sql<number>`case ${state} ${sql.join(
    STATES.map((name, i) => sql`when ${sql.lit(name)} then ${sql.lit(i)}`),
    sql` `,
  )} end`

interface Source {
  from: RawBuilder<unknown>
  where: RawBuilder<SqlBool>[]
  kind: LineKey['kind']
  id: RawBuilder<string>
  cohort: RawBuilder<string>
  state: RawBuilder<string>
  overdue: RawBuilder<SqlBool>
  /** For sorting by name and for searching; null if we know nothing of the person. */
  words: RawBuilder<string>
  /** Names come before codes. */
  group: 0 | 1
  /** Whether the person is joined as `m`. */
  person: boolean
  due: RawBuilder<number | null>
  completed: RawBuilder<number | null>
}
const NONE = sql<null>`cast(null as bigint)`

const enrolments = (scope: Scope): Pick<Source, 'kind' | 'id' | 'cohort' | 'state' | 'overdue' | 'due' | 'completed'> => ({
  kind: 'enrolment',
  id: sql`e.id`,
  cohort: sql`e.cohort_id`,
  state: stateSql(scope.now),
  overdue: overdueSql(scope.now),
  due: sql`e.due_at`,
  completed: sql`e.completed_at`,
})
const inCourse = ({ course }: Scope): RawBuilder<SqlBool> => sql`e.course_id = ${course}`
const newestNamed = (scope: Scope): RawBuilder<SqlBool> =>
  sql`${inCourse(scope)} and e.newest = 1 and e.version in (${sql.join(list(scope.named))})`

/** @param people whether names or units are needed, because joining them costs time */
function sources(scope: Scope, people: boolean): Source[] {
  const coded: Source = {
    ...enrolments(scope),
    from: sql`enrolment e`,
    where: [sql`${inCourse(scope)} and e.listed_at is not null and e.version in (${sql.join(list(scope.coded))})`],
    // Everything listed is complete, and we show no day.
    due: NONE,
    completed: NONE,
    state: codedState(scope.now),
    overdue: sql`1 = 0`,
    words: sql`lower(e.code)`,
    group: 1,
    person: false,
  }
  const invited: Source = {
    kind: 'invitation',
    id: sql`i.id`,
    from: INVITED,
    where: [invitedLine, sql`c.course_id = ${scope.course}`],
    cohort: sql`c.id`,
    state: invitedStateSql,
    overdue: invitedOverdueSql(scope.now),
    words: sql`coalesce(m.words, lower(i.email))`,
    group: 0,
    person: true,
    due: invitedDueSql as RawBuilder<number | null>,
    completed: NONE,
  }
  const named: Source = {
    ...enrolments(scope),
    from: sql`enrolment e`,
    where: [newestNamed(scope)],
    words: sql`lower(e.code)`,
    group: 0,
    person: false,
  }
  const known: Source[] = people
    ? [
        { ...named, from: sql`enrolment e join member m on m.id = e.member_id`, words: sql`m.words`, person: true },
        { ...named, where: [newestNamed(scope), sql`e.member_id is null`], group: 1 },
      ]
    : [named]
  return [...known, ...(scope.coded.length > 0 ? [coded] : []), ...(namesOnly(scope) ? [invited] : [])]
}
/** A list of invited people beside codes that appear could reveal whose they are. */
const namesOnly = ({ coded }: Scope): boolean => coded.length === 0

type LineFilter = Pick<RecordFilter, (typeof WHICH)[number]>
type Place = Pick<RecordFilter, 'unit' | 'site'>
const isPlaced = ({ unit, site }: Place): boolean => Boolean(unit || site)
/** Null if a source has no unit or site: a code's would tell whose it is. */
function placed({ where, person }: Source, { unit, site }: Place): RawBuilder<SqlBool>[] | null {
  if (!isPlaced({ unit, site })) return where
  if (!person) return null
  return [...where, ...(unit ? [sql<SqlBool>`m.unit = ${unit}`] : []), ...(site ? [sql<SqlBool>`m.site = ${site}`] : [])]
}
/** The only states of people who have not joined. */
const NOT_JOINED: readonly RecordFilter['state'][] = ['invited', 'exempt', 'left', 'overdue']
/** Null if a source has no such line. */
function conditions(source: Source, { cohort, state, q, ...place }: LineFilter): RawBuilder<SqlBool>[] | null {
  const invitation = source.kind === 'invitation'
  if (invitation && state !== undefined && !NOT_JOINED.includes(state)) return null
  if (!invitation && state === 'invited') return null
  const where = placed(source, place)
  return (
    where && [
      ...where,
      ...(cohort ? [sql<SqlBool>`${source.cohort} = ${cohort}`] : []),
      ...(state === 'overdue' ? [source.overdue] : []),
      ...(state === undefined ? [invitation ? sql<SqlBool>`i.kind = 'invite'` : sql<SqlBool>`e.ended_at is null`] : []),
      ...(state === undefined || state === 'overdue' ? [] : [sql<SqlBool>`${source.state} = ${state}`]),
      ...(q ? [containsFolded(source.words, fold(q))] : []),
    ]
  )
}

function keyOf(source: Source, sort: RecordFilter['sort']): RawBuilder<unknown> {
  switch (sort) {
    case 'name':
      return source.words
    case 'state':
      return rank(source.state)
    case 'due':
      return source.due
    case 'completed':
      return source.completed
  }
}

export async function linesOf(
  scope: Scope,
  filter: LineFilter & Pick<RecordFilter, 'sort' | 'order'>,
  offset: number,
  limit: number,
): Promise<LineKey[]> {
  const way = sql.raw(filter.order === 'up' ? 'asc' : 'desc')
  const order = sql`by_group, by_key ${way} nulls last, id`
  const parts = sources(scope, Boolean(filter.q) || isPlaced(filter) || filter.sort === 'name').flatMap((source) => {
    const where = conditions(source, filter)
    if (!where) return []
    const group = filter.sort === 'name' ? source.group : 0
    return [
      // The database does not even sort what comes after the page.
      sql`select * from (select ${sql.lit(source.kind)} as kind, ${source.id} as id, ${sql.lit(group)} as by_group, ${keyOf(source, filter.sort)} as by_key
        from ${source.from} where ${sql.join(where, sql` and `)} order by ${keyOf(source, filter.sort)} ${way} nulls last, ${source.id} limit ${sql.lit(offset + limit)}) s`,
    ]
  })
  if (parts.length === 0) return []
  const { rows } =
    await sql<LineKey>`select kind, id from (${sql.join(parts, sql` union all `)}) l order by ${order} limit ${sql.lit(limit)} offset ${sql.lit(offset)}`.execute(
      database(),
    )
  return rows
}

export async function countFound(scope: Scope, filter: LineFilter): Promise<number> {
  const counts = sources(scope, true).flatMap((source) => {
    const where = conditions(source, filter)
    return where ? [sql`select count(*) as n from ${source.from} where ${sql.join(where, sql` and `)}`] : []
  })
  if (counts.length === 0) return 0
  const { rows } = await sql<{ n: number | string }>`select sum(n) as n from (${sql.join(counts, sql` union all `)}) c`.execute(database())
  return Number(rows[0]!.n)
}

export async function countLines(scope: Scope, place: Place = {}): Promise<StateCount[]> {
  const counts = sources(scope, isPlaced(place)).flatMap((source) => {
    const where = placed(source, place)
    return where ? [countOf(source, where)] : []
  })
  if (counts.length === 0) return []
  const { rows } = await sql<{
    cohort: string
    state: State
    overdue: number
    n: number | string
  }>`${sql.join(counts, sql` union all `)}`.execute(database())
  return rows.map(({ cohort, state, overdue, n }) => ({ cohort, state, overdue: Number(overdue) === 1, count: Number(n) }))
}
const countOf = (
  source: Source,
  where: readonly RawBuilder<SqlBool>[],
): RawBuilder<unknown> => sql`select cohort, state, overdue, count(*) as n from (
  select ${source.cohort} as cohort, ${source.state} as state, case when ${source.overdue} then 1 else 0 end as overdue
  from ${source.from} where ${sql.join(where, sql` and `)}) s group by cohort, state, overdue`

/** The units and sites of people who are lines under their names. */
export async function placesOf(scope: Scope): Promise<{ units: string[]; sites: string[] }> {
  const lists = sources(scope, true).flatMap(({ person, from, where }) =>
    person ? [sql`select m.unit, m.site from ${from} where ${sql.join(where, sql` and `)}`] : [],
  )
  const { rows } = await sql<{ unit: string | null; site: string | null }>`${sql.join(lists, sql` union `)}`.execute(database())
  const named = (of: (string | null)[]) => [...new Set(of.flatMap((name) => name || []))].sort((a, b) => a.localeCompare(b))
  return { units: named(rows.map(({ unit }) => unit)), sites: named(rows.map(({ site }) => site)) }
}
