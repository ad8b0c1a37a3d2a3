import 'server-only'
import { createHash } from 'node:crypto'
import { type Kysely, type Migration, sql } from 'kysely'

/** Who has seen a link, whose address is proven, and what people are told of their accounts. */
export const trust: Migration = {
  async up(db: Kysely<unknown>) {
    // Whoever saw a link could have used it: of those made before, nobody knows who did.
    await db.schema
      .alterTable('invitation')
      .addColumn('shown', 'integer', (c) => c.notNull().defaultTo(1))
      .execute()
    // They were marked as verified though nobody had proven the address. Single sign-on vouches for its own.
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
    // Tokens of sessions were kept as they stand in cookies. Whoever is signed in stays so.
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
