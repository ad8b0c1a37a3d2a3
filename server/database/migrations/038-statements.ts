import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Statements that a learning record store has still to be told. */
export const statements: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('statement')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('learner_id', 'text', (c) => c.notNull().references('learner.id').onDelete('cascade'))
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('made_at', 'bigint', (c) => c.notNull())
      .addColumn('tries', 'integer', (c) => c.notNull())
      .addColumn('due_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('statement_due').on('statement').column('due_at').execute()
    await db.schema.createIndex('statement_learner').on('statement').column('learner_id').execute()
  },
}
