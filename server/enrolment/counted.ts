import 'server-only'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { EXPIRING, type State } from '@/scenarios/engine/course/state'

/** `scenarios/engine/course/state.ts` in SQL, for rows of `enrolment`. A test compares the two. */

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

/** @param i, c the aliases of `invitation` and its `cohort` */
export const invitedStateSql = (i = 'i'): RawBuilder<State> =>
  sql<State>`case when ${sql.ref(`${i}.exempt_at`)} is null then 'invited' else 'exempt' end`
export const invitedDueSql = (i = 'i', c = 'c'): RawBuilder<number | null> =>
  sql<number | null>`coalesce(${sql.ref(`${i}.due_at`)}, ${sql.ref(`${c}.due_at`)})`
export const invitedOverdueSql = (now: number, i = 'i', c = 'c'): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${invitedDueSql(i, c)} < ${sql.lit(now)} and ${sql.ref(`${i}.exempt_at`)} is null)`
/** Open while its link works. An exempt person's stays open: nothing reminds them, so its link ends. */
export const isOpenSql = (now: number, i = 'i'): RawBuilder<SqlBool> =>
  sql<SqlBool>`(${sql.ref(`${i}.expires_at`)} > ${sql.lit(now)} or ${sql.ref(`${i}.exempt_at`)} is not null)`

/** Quotation marks inside texts of the body are escaped, so the match is exact. */
const sharesResults = (e: string): RawBuilder<SqlBool> => bodyHas(e, '"shares":"results"')
export const namesPeople = (e = 'e'): RawBuilder<SqlBool> => bodyHas(e, '"people":"names"')

const bodyHas = (e: string, part: string): RawBuilder<SqlBool> => sql<SqlBool>`exists (select 1 from course_version v
  where v.course_id = ${sql.ref(`${e}.course_id`)} and v.version = ${sql.ref(`${e}.version`)} and v.body like ${sql.lit(`%${part}%`)})`
