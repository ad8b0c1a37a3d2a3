import 'server-only'
import type { Kysely, Migration } from 'kysely'

/**
 * A second factor of an account: an authenticator app's secret, encrypted, and recovery codes by their hashes. A sign-in holds by what
 * it was completed, and a passkey whether it has ever verified its user; of those before, neither is known.
 */
export const secondFactor: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('second_factor')
      .addColumn('user_id', 'text', (c) => c.primaryKey().references('user.id').onDelete('cascade'))
      .addColumn('secret', 'text')
      .addColumn('waiting', 'text')
      .addColumn('waiting_at', 'bigint', (c) => c.notNull().defaultTo(0))
      .addColumn('since', 'bigint')
      .addColumn('last_step', 'bigint', (c) => c.notNull().defaultTo(0))
      .execute()
    await db.schema
      .createTable('recovery_code')
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('hash', 'text', (c) => c.notNull())
      .addPrimaryKeyConstraint('recovery_code_key', ['user_id', 'hash'])
      .execute()
    for (const column of ['secondFactor', 'providerSaid']) await db.schema.alterTable('session').addColumn(column, 'text').execute()
    await db.schema
      .alterTable('passkey')
      .addColumn('userVerified', 'integer', (c) => c.notNull().defaultTo(0))
      .execute()
  },
}
