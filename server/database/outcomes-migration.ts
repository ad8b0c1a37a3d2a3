import 'server-only'
import { type Kysely, sql } from 'kysely'
import { belongsTo, bigint, createTables, id, integer, optional, text, withDefault } from './schema/table'

/**
 * An attempt has an outcome and a result from 0 to 100 in place of a share of the best path. A journal of the old format cannot be scored
 * again, so attempts of it go, and so does the compiled library. What courses know of their parts stays: a part that was passed has held,
 * and one that was not can be repeated.
 */
export async function outcomes(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('enrolment_item').addColumn('outcome', 'text').execute()
  await db.schema.alterTable('enrolment_item').addColumn('result', 'integer').execute()
  const quality = sql`(select r.quality from attempt_result r where r.attempt_id = enrolment_item.attempt_id)`
  const whole = sql`cast(round(100 * coalesce(${quality}, 0)) as integer)`
  const within = (low: number, high: number) => sql`case when ${whole} < ${sql.lit(low)} then ${sql.lit(low)}
    when ${whole} > ${sql.lit(high)} then ${sql.lit(high)} else ${whole} end`
  await sql`update enrolment_item set
    outcome = case passed when 1 then 'held' else 'missed' end,
    result = case passed when 1 then ${within(70, 100)} else ${within(40, 54)} end
    where passed is not null`.execute(db)
  // A part that was under way begins again.
  await sql`update enrolment_item set tries = 0 where done_at is null`.execute(db)
  await sql`update enrolment_item set attempt_id = null`.execute(db)
  for (const table of ['attempt', 'served_scenario']) await sql`delete from ${sql.table(table)}`.execute(db)
  // Owners no longer allow another attempt, because people may repeat what did not hold.
  await sql`delete from record_act where kind = 'allow'`.execute(db)
  await sql`delete from notice where kind = 'course-again'`.execute(db)
  await db.schema.alterTable('enrolment_item').dropColumn('passed').execute()
  await db.schema.dropTable('attempt_result').execute()
  await createTables(db, { attempt_result })
}

const attempt_result = {
  columns: {
    attempt_id: belongsTo('attempt.id', id),
    structure: text,
    variant: text,
    first: integer,
    finished_at: bigint,
    looks: text,
    outcome: optional(text),
    result: optional(integer),
    first_report: optional(integer),
    counted: withDefault(integer, 0),
  },
}
