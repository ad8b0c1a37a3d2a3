import 'server-only'
import type { Kysely, Migration } from 'kysely'

export const servedPatterns: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('served_pattern')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('folder', 'text', (c) => c.notNull())
      .addColumn('digest', 'text', (c) => c.notNull())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('served_at', 'bigint', (c) => c.notNull())
      .execute()
  },
}
