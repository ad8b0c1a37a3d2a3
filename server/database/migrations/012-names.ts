import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** Whose word a name is, tries of the code beside a link to another device, and standings that were written down though nobody was to be told them. */
export const names: Migration = {
  async up(db: Kysely<unknown>) {
    // Whoever accepted an invitation typed a name: of those that are there, nobody knows who chose it.
    await db.schema
      .alterTable('user')
      .addColumn('namedBy', 'text', (c) => c.notNull().defaultTo('holder'))
      .execute()
    await sql`update certificate set name_by = 'holder'`.execute(db)
    await db.schema
      .alterTable('device_link')
      .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // Whether somebody passed is told only where the version shares results. A quotation mark inside a text of the body is escaped.
    await sql`update record_tombstone set standing = 'complete' where standing = 'not-passed' and not exists (
      select 1 from course_version v where v.course_id = record_tombstone.course_id and v.version = record_tombstone.version and v.body like '%"shares":"results"%')`.execute(
      db,
    )
  },
}
