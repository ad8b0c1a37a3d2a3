import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/**
 * Adds who chose a name and how often the code beside a device link was tried; removes results from tombstones of courses that do not
 * share them.
 */
export const names: Migration = {
  async up(db: Kysely<unknown>) {
    // People who accepted an invitation typed a name; for existing accounts we do not know who chose it.
    await db.schema
      .alterTable('user')
      .addColumn('namedBy', 'text', (c) => c.notNull().defaultTo('holder'))
      .execute()
    await sql`update certificate set name_by = 'holder'`.execute(db)
    await db.schema
      .alterTable('device_link')
      .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // Owners see whether somebody passed only if the version shares results. A quotation mark inside a text of the body is escaped, so
    // this match is exact.
    await sql`update record_tombstone set standing = 'complete' where standing = 'not-passed' and not exists (
      select 1 from course_version v where v.course_id = record_tombstone.course_id and v.version = record_tombstone.version and v.body like '%"shares":"results"%')`.execute(
      db,
    )
  },
}
