import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** What a reading of the directory was of: the file's name, and what its columns were used as. */
export const directoryFile: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('directory_run')
      .addColumn('file', 'text', (c) => c.notNull().defaultTo(''))
      .execute()
    await db.schema
      .alterTable('directory_run')
      .addColumn('columns', 'text', (c) => c.notNull().defaultTo('[]'))
      .execute()
  },
}
