import 'server-only'
import type { Kysely, Migration } from 'kysely'

/**
 * A signed-in trainer who opened a session also controlled it by a browser token, which outlived the sign-in on a shared computer. Such
 * tokens are removed. Co-trainers without an account open the host link again.
 */
export const accountHosts: Migration = {
  async up(db: Kysely<unknown>) {
    const rows = db as Kysely<{ room_host: { room_id: string; facilitator: string } }>
    await rows
      .deleteFrom('room_host')
      .where('facilitator', 'not like', 'user:%')
      .where('room_id', 'in', rows.selectFrom('room_host').select('room_id').where('facilitator', 'like', 'user:%'))
      .execute()
  },
}
