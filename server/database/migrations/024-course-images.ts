import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Pictures in the texts of a course: in Base64, as both databases and a backup hold text. */
export const courseImages: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('course_image')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('type', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('alt', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('course_image_course').on('course_image').column('course_id').execute()
  },
}
