import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

const DAY = 24 * 3600_000

/**
 * `reminded_at` held whatever letter about a course went out last, so that people who had only been invited looked reminded. Now it is the
 * last reminder, `invited_at` the invitation, and `told_at` the last letter of any kind. Which kind an earlier letter was is known in one
 * case: more than a day after the enrolment it was a reminder, because both others go out before. The letters of other rows keep their
 * day and say nothing more.
 */
export const lettersAndUndoing: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['invited_at', 'told_at']) await db.schema.alterTable('enrolment').addColumn(column, 'bigint').execute()
    await sql`update enrolment set told_at = reminded_at where reminded_at is not null`.execute(db)
    await sql`update enrolment set reminded_at = null where reminded_at <= enrolled_at + ${sql.lit(DAY)}`.execute(db)
    // An act on many lines can be undone for one of them.
    await db.schema.alterTable('record_before').addColumn('undone_at', 'bigint').execute()
    await sql`update record_before set undone_at = (select a.undone_at from record_act a where a.id = record_before.act_id)`.execute(db)
  },
}
