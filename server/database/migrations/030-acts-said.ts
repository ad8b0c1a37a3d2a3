import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Where an act on a person was done, so that the log of a course holds it. */
export const actsSaid: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('audit').addColumn('thing', 'text').execute()
  },
}
