import 'server-only'
import type { Kysely, Migration } from 'kysely'

export const tombstones: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('record_tombstone')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('version', 'integer', (c) => c.notNull())
      .addColumn('cohort_id', 'text', (c) => c.notNull().references('cohort.id').onDelete('cascade'))
      .addColumn('standing', 'text', (c) => c.notNull())
      .addColumn('overdue', 'integer', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('record_tombstone_course').on('record_tombstone').column('course_id').execute()
    // On older certificates the holder could write any name.
    await db.schema
      .alterTable('certificate')
      .addColumn('name_by', 'text', (c) => c.notNull().defaultTo('holder'))
      .execute()
  },
}
