import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Holds, which keep a person's or a course's records from being removed; and how long a record is kept, as its learner was told. */
export const holds: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('hold')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.references('user.id').onDelete('cascade'))
      .addColumn('course_id', 'text', (c) => c.references('course.id').onDelete('cascade'))
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('until', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.alterTable('enrolment').addColumn('keep_days', 'bigint').execute()
  },
}
