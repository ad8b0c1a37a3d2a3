import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'

/** Figures as counts over crowds, in the place of sums of everything that could be measured. */
export const figures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('release').execute()
    await db.schema
      .createTable('published_figure')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('course_id', 'text', (c) => c.notNull().references('course.id').onDelete('cascade'))
      .addColumn('block', 'text', (c) => c.notNull())
      .addColumn('pattern', 'text', (c) => c.notNull())
      .addColumn('nature', 'text', (c) => c.notNull())
      .addColumn('genuine', 'integer', (c) => c.notNull())
      .addColumn('unsure', 'integer', (c) => c.notNull())
      .addColumn('approach', 'integer', (c) => c.notNull())
      .addColumn('reports', 'text', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('published_figure_course').on('published_figure').column('course_id').execute()
    for (const column of ['sure', 'signs', 'hits', 'decoys', 'false_alarms', 'chances', 'told', 'marks', 'weighed', 'said', 'counted'])
      await sql`alter table attempt_result drop column ${sql.ref(column)}`.execute(db)
    await db.schema
      .alterTable('attempt_result')
      .addColumn('counted', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await sql`alter table course drop column releases`.execute(db)
  },
}
