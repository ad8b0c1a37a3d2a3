import 'server-only'
import { randomBytes } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'

/** Figures that are written once and never changed, and which parts of each attempt they include: see docs/analytics.md. */
export const releases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('release')
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('block', 'text', (c) => c.notNull())
      .addColumn('item', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('month', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('release_key', ['course_id', 'block', 'item', 'hash', 'month'])
      .execute()
    for (const column of ['counted', 'weighed'])
      await db.schema
        .alterTable('attempt_result')
        .addColumn(column, 'text', (c) => c.notNull().defaultTo(''))
        .execute()
    await db.schema
      .alterTable('attempt_result')
      .addColumn('said', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('course')
      .addColumn('releases', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    // For people who were moved earlier, only their present cohort is known.
    await db.schema
      .alterTable('enrolment')
      .addColumn('block', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await sql`update enrolment set block = cohort_id`.execute(db)
    await db.schema.alterTable('enrolment').addColumn('handle', 'text').execute()
    const { rows } = await sql<{ id: string }>`select id from enrolment`.execute(db)
    for (const { id } of rows)
      await sql`update enrolment set handle = ${randomBytes(15).toString('base64url')} where id = ${id}`.execute(db)
    await db.schema.createIndex('enrolment_handle').unique().on('enrolment').column('handle').execute()
  },
}
