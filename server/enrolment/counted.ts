import 'server-only'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { EXPIRING, type State } from '@/scenarios/engine/course/state'

/**
 * Who counts in a course, and as what: `docs/courses.md`, "Who counts". Every screen and file asks here. Somebody is an enrolment or, before
 * they join, an invitation. `scenarios/engine/course/state.ts` has the states in TypeScript, and a test compares the two.
 */

/** @param e the alias of `enrolment` in the query */
export const stateSql = (now: number, e = 'e'): RawBuilder<State> => sql<State>`case
  when ${sql.ref(`${e}.ended_at`)} is not null then 'left'
  when ${sql.ref(`${e}.exempt_at`)} is not null then 'exempt'
  when ${sql.ref(`${e}.completed_at`)} is null then case when ${sql.ref(`${e}.begun_at`)} is null then 'not-started' else 'in-progress' end
  when ${sql.ref(`${e}.passed`)} = 0 and ${sharesResults(e)} then 'failed'
  when ${sql.ref(`${e}.renew_at`)} is null or ${sql.ref(`${e}.renew_at`)} > ${sql.lit(now + EXPIRING)} then 'complete'
  when ${sql.ref(`${e}.renew_at`)} > ${sql.lit(now)} then 'expiring'
  else 'expired' end`

export const overdueSql = (now: number, e = 'e'): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.ref(`${e}.due_at`)} < ${sql.lit(now)} and ${sql.ref(`${e}.completed_at`)} is null
    and ${sql.ref(`${e}.ended_at`)} is null and ${sql.ref(`${e}.exempt_at`)} is null)`

/** The aliases of all that follows: `i` an invitation, `c` its cohort, `k` its course, `m` the person. */
export const INVITED = sql`invitation i join cohort c on c.id = i.cohort_id join course k on k.id = c.course_id
  left join member m on m.address = i.email`

/** An invitation stands whether its link works or not. Of several of one person in a course, an open one counts, and of those the newest. */
export const invitedLine: RawBuilder<SqlBool> = sql<SqlBool>`
  i.kind in ('invite', 'left', 'ended')
  and not exists (select 1 from enrolment x where x.member_id = m.id and x.course_id = c.course_id and x.newest = 1)
  and not exists (select 1 from invitation n join cohort nc on nc.id = n.cohort_id
    where n.email = i.email and nc.course_id = c.course_id and n.kind in ('invite', 'left', 'ended')
      and (case when n.kind = 'invite' then 1 else 0 end > case when i.kind = 'invite' then 1 else 0 end
        or ((n.kind = 'invite') = (i.kind = 'invite')
          and (n.created_at > i.created_at or (n.created_at = i.created_at and n.id > i.id)))))`

export const invitedStateSql = sql<State>`case when i.kind <> 'invite' then 'left' when i.exempt_at is null then 'invited' else 'exempt' end`

const DAY = 24 * 3600_000
/** A day of their own, else the cohort's, else as `dueFrom` in `scenarios/engine/course/course.ts` says. */
export const invitedDueSql = sql<number | string | null>`coalesce(i.due_at, c.due_at, k.due_days * ${sql.lit(DAY)}
  + case when m.joined_at >= k.published_at then m.joined_at else coalesce(i.named_at, i.created_at) end)`
export const invitedOverdueSql = (now: number): RawBuilder<SqlBool> =>
  sql<SqlBool>`(i.kind = 'invite' and i.exempt_at is null and ${invitedDueSql} < ${sql.lit(now)})`

/** Quotation marks inside texts of the body are escaped, so the match is exact. */
const sharesResults = (e: string): RawBuilder<SqlBool> => bodyHas(e, '"shares":"results"')
export const namesPeople = (e = 'e'): RawBuilder<SqlBool> => bodyHas(e, '"people":"names"')
/** Whether people were told that their manager learns of it when they are overdue. */
export const tellsManager = (e = 'e'): RawBuilder<SqlBool> => bodyHas(e, TELLS_MANAGER)
const TELLS_MANAGER = '"tells_manager":"overdue"'
/** The same for people who are invited, by the course as it is published now, once a letter has told them since. */
export const tellsManagerNow: RawBuilder<SqlBool> = sql<SqlBool>`(i.mail = 'sent' and exists (select 1 from course_version v
  where v.course_id = k.id and v.version = k.version and v.body like ${sql.lit(`%${TELLS_MANAGER}%`)}
    and (v.at <= i.created_at or v.at <= i.reminded_at)))`

const bodyHas = (e: string, part: string): RawBuilder<SqlBool> => sql<SqlBool>`exists (select 1 from course_version v
  where v.course_id = ${sql.ref(`${e}.course_id`)} and v.version = ${sql.ref(`${e}.version`)} and v.body like ${sql.lit(`%${part}%`)})`

/** A course in which anybody is a code has no line for people who are invited: beside codes that appear it could tell whose they are. */
const invitedByName = sql<SqlBool>`not exists (select 1 from course_version v where v.course_id = c.course_id and v.body like '%"people":"codes"%')`
/** Invitations that are a line of a record. */
export const invitedByNameLine = sql<SqlBool>`${invitedLine} and ${invitedByName}`

/** Everybody who counts by name, one row for each person in each course: `course`, `unit`, `site`, `state`, `overdue` (0 or 1). */
export const countedByName = (now: number): RawBuilder<unknown> => sql`(
  select e.course_id as course, coalesce(m.unit, '') as unit, coalesce(m.site, '') as site, ${stateSql(now)} as state,
    case when ${overdueSql(now)} then 1 else 0 end as overdue
  from enrolment e left join member m on m.id = e.member_id where e.newest = 1 and ${namesPeople()}
  union all
  select c.course_id as course, coalesce(m.unit, '') as unit, coalesce(m.site, '') as site, ${invitedStateSql} as state,
    case when ${invitedOverdueSql(now)} then 1 else 0 end as overdue
  from ${INVITED} where ${invitedByNameLine})`
