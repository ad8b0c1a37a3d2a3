import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** The projector's key is worked out from the server's secret: a stored one would open every projector to whoever finds a backup. */
export const projectorKeys: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('room').dropColumn('projector_key').execute()
  },
}
