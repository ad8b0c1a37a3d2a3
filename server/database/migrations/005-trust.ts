import 'server-only'
import { createHash } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'

/** Records who has seen a link, which addresses are proven, and what people were told about their accounts. */
export const trust: Migration = {
  async up(db: Kysely<unknown>) {
    // Anybody who saw a link could have used it. For older links we do not know who did.
    await db.schema
      .alterTable('invitation')
      .addColumn('shown', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    // These addresses were marked as verified although nobody had proven them. Single sign-on vouches for its own.
    await sql`update "user" set "emailVerified" = false
      where id in (select "userId" from account where "providerId" = 'credential') and id not in (select "userId" from account where "providerId" <> 'credential')`.execute(
      db,
    )
    await db.schema
      .createTable('notice')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('actor', 'text')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('notice_user').on('notice').column('user_id').execute()
    // Session tokens used to be stored as they are in cookies; store their hashes. Nobody is signed out.
    const sessions = db as Kysely<{ session: { id: string; token: string } }>
    for (const { id, token } of await sessions.selectFrom('session').select(['id', 'token']).execute()) {
      await sessions
        .updateTable('session')
        .set({ token: createHash('sha256').update(token).digest('base64url') })
        .where('id', '=', id)
        .execute()
    }
  },
}
