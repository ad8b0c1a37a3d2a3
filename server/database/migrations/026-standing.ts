import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** How many people of each unit and site stood where in a course, month by month: the present month is counted anew, past ones stay. */
export const standing: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('standing_month')
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('unit', 'text', (c) => c.notNull())
      .addColumn('site', 'text', (c) => c.notNull())
      .addColumn('state', 'text', (c) => c.notNull())
      .addColumn('people', 'integer', (c) => c.notNull())
      .addColumn('overdue', 'integer', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('standing_month_key', ['month', 'course_id', 'unit', 'site', 'state'])
      .execute()
    await db.schema.createIndex('standing_month_course').on('standing_month').column('course_id').execute()
  },
}
