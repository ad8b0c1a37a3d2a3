import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** The projector's key is now derived from the server's secret: a stored key would open every projector to anybody with a backup. */
export const projectorKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('room').dropColumn('projector_key').execute()
  },
}
