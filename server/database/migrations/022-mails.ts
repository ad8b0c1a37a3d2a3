import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/**
 * The organisation's own texts of letters; in which language somebody gets theirs, and when their last digest went out. People who are
 * invited to a course are reminded too, and an owner's wish to remind a cohort outlives the process that took it.
 */
export const mails: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('mail_text')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('subject', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('mail_text_key', ['kind', 'locale'])
      .execute()
    await db.schema
      .createTable('mail_person')
      .addColumn('user_id', 'text', (c) => c.primaryKey().references('user.id').onDelete('cascade'))
      .addColumn('locale', 'text')
      .addColumn('digest_at', 'bigint')
      .execute()
    for (const column of ['reminded_at', 'reminding_until']) await db.schema.alterTable('invitation').addColumn(column, 'bigint').execute()
    await db.schema
      .alterTable('invitation')
      .addColumn('reminders', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema.alterTable('cohort').addColumn('remind_asked_at', 'bigint').execute()
    // The job that looks for whom to remind reads what is open, not every record there is.
    await db.schema
      .createIndex('enrolment_open_due')
      .on('enrolment')
      .column('due_at')
      .where(sql.ref('completed_at'), 'is', null)
      .where(sql.ref('ended_at'), 'is', null)
      .execute()
    await db.schema.createIndex('enrolment_renew').on('enrolment').column('renew_at').where(sql.ref('renew_at'), 'is not', null).execute()
  },
}
