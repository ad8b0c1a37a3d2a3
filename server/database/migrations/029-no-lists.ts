import 'server-only'
import type { Kysely, Migration } from 'kysely'

/** Lists of people wait among the other forms (`kept_form`) until somebody has looked at them. */
export const noLists: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropTable('invitation_list').execute()
  },
}
