import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** What owners did to lines of a record, and how each line was before, so that it can be undone. */
export const recordActs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('record_act')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('by_user', 'text', (c) => c.references('user.id').onDelete('set null'))
      .addColumn('reason', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('undone_at', 'bigint')
      .execute()
    await db.schema.createIndex('record_act_course').on('record_act').columns(['course_id', 'at']).execute()
    await db.schema.createIndex('record_act_by').on('record_act').column('by_user').execute()
    await db.schema
      .createTable('record_before')
      .addColumn('act_id', 'text', (c) => c.notNull().references('record_act.id').onDelete('cascade'))
      .addColumn('enrolment_id', 'text', (c) => c.notNull().references('enrolment.id').onDelete('cascade'))
      .addColumn('before', 'text', (c) => c.notNull())
      .addColumn('after', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('record_before_key', ['act_id', 'enrolment_id'])
      .execute()
    await db.schema.createIndex('record_before_enrolment').on('record_before').column('enrolment_id').execute()
    await db.schema.createIndex('enrolment_newest').on('enrolment').columns(['course_id', 'newest', 'member_id']).execute()
  },
}
