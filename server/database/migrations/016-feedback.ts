import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Whether a scenario was fair, in learners' words. Nothing in a row leads to an attempt; the attempt holds only that it was asked. */
export const feedback: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('feedback')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('pattern', 'text', (c) => c.notNull())
      .addColumn('nature', 'text', (c) => c.notNull())
      .addColumn('structure', 'text', (c) => c.notNull())
      .addColumn('locale', 'text', (c) => c.notNull())
      .addColumn('verdict', 'text', (c) => c.notNull())
      .addColumn('words', 'text', (c) => c.notNull())
      .addColumn('day', 'text', (c) => c.notNull())
      .addColumn('shown', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .alterTable('attempt')
      .addColumn('asked', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
