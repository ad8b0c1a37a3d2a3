import 'server-only'
import type { CreateTableBuilder, Kysely, Migration } from 'kysely'

/**
 * People with an account. The tables of better-auth (user, session, account, verification, passkey) use its column names, and each
 * database's own types for dates and booleans.
 */
export const accounts: Migration = {
  async up(db: Kysely<unknown>) {
    const table = (name: string) => db.schema.createTable(name).addColumn('id', 'text', (c) => c.primaryKey())
    const dated = <T extends string, C extends string>(made: CreateTableBuilder<T, C>) =>
      made.addColumn('createdAt', 'timestamptz', (c) => c.notNull()).addColumn('updatedAt', 'timestamptz', (c) => c.notNull())
    const ofUser = <T extends string, C extends string>(made: CreateTableBuilder<T, C>) =>
      made.addColumn('userId', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
    await dated(
      table('user')
        .addColumn('name', 'text', (c) => c.notNull())
        .addColumn('email', 'text', (c) => c.notNull().unique())
        .addColumn('emailVerified', 'boolean', (c) => c.notNull())
        .addColumn('image', 'text'),
    ).execute()
    await dated(
      ofUser(
        table('session')
          .addColumn('expiresAt', 'timestamptz', (c) => c.notNull())
          .addColumn('token', 'text', (c) => c.notNull().unique())
          .addColumn('ipAddress', 'text')
          .addColumn('userAgent', 'text'),
      ),
    ).execute()
    await dated(
      ofUser(
        table('account')
          .addColumn('accountId', 'text', (c) => c.notNull())
          .addColumn('providerId', 'text', (c) => c.notNull())
          .addColumn('accessToken', 'text')
          .addColumn('refreshToken', 'text')
          .addColumn('idToken', 'text')
          .addColumn('accessTokenExpiresAt', 'timestamptz')
          .addColumn('refreshTokenExpiresAt', 'timestamptz')
          .addColumn('scope', 'text')
          .addColumn('password', 'text'),
      ),
    ).execute()
    await dated(
      table('verification')
        .addColumn('identifier', 'text', (c) => c.notNull())
        .addColumn('value', 'text', (c) => c.notNull())
        .addColumn('expiresAt', 'timestamptz', (c) => c.notNull()),
    ).execute()
    await ofUser(
      table('passkey')
        .addColumn('name', 'text')
        .addColumn('publicKey', 'text', (c) => c.notNull())
        .addColumn('credentialID', 'text', (c) => c.notNull())
        .addColumn('counter', 'integer', (c) => c.notNull())
        .addColumn('deviceType', 'text', (c) => c.notNull())
        .addColumn('backedUp', 'boolean', (c) => c.notNull())
        .addColumn('transports', 'text')
        .addColumn('createdAt', 'timestamptz')
        .addColumn('aaguid', 'text'),
    ).execute()
    for (const name of ['session', 'account', 'passkey'] as const)
      await db.schema.createIndex(`${name}_user`).on(name).column('userId').execute()
    await db.schema.createIndex('verification_identifier').on('verification').column('identifier').execute()
    await db.schema.createIndex('passkey_credential').on('passkey').column('credentialID').execute()

    await db.schema.alterTable('learner').addColumn('user_id', 'text').execute()
    await db.schema.createIndex('learner_user').unique().on('learner').column('user_id').execute()
    await db.schema
      .createTable('user_role')
      .addColumn('user_id', 'text', (c) => c.notNull().references('user.id').onDelete('cascade'))
      .addColumn('role', 'text', (c) => c.notNull())
      .addColumn('source', 'text', (c) => c.notNull().defaultTo('hand'))
      .addPrimaryKeyConstraint('user_role_key', ['user_id', 'role'])
      .execute()
    await db.schema
      .createTable('user_alias')
      .addColumn('user_id', 'text', (c) => c.primaryKey().references('user.id').onDelete('cascade'))
      .addColumn('alias', 'text', (c) => c.notNull().unique())
      .execute()
    await table('invitation')
      .addColumn('kind', 'text', (c) => c.notNull())
      .addColumn('email', 'text')
      .addColumn('name', 'text')
      .addColumn('user_id', 'text', (c) => c.references('user.id').onDelete('cascade'))
      .addColumn('roles', 'text', (c) => c.notNull())
      .addColumn('cohort_id', 'text')
      .addColumn('mail', 'text', (c) => c.notNull().defaultTo('none'))
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .addColumn('expires_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema.createIndex('invitation_email').on('invitation').column('email').execute()
    await db.schema
      .createTable('invitation_list')
      .addColumn('user_id', 'text', (c) => c.primaryKey().references('user.id').onDelete('cascade'))
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('created_at', 'bigint', (c) => c.notNull())
      .execute()
    await table('audit')
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addColumn('actor', 'text', (c) => c.notNull())
      .addColumn('action', 'text', (c) => c.notNull())
      .addColumn('subject', 'text')
      .addColumn('detail', 'text')
      .execute()
    await db.schema.createIndex('audit_at').on('audit').column('at').execute()
    await db.schema
      .createTable('erasure')
      .addColumn('id', 'text', (c) => c.primaryKey())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('setting')
      .addColumn('name', 'text', (c) => c.primaryKey())
      .addColumn('body', 'text', (c) => c.notNull())
      .addColumn('updated_at', 'bigint', (c) => c.notNull())
      .execute()
    await db.schema
      .createTable('sign_off')
      .addColumn('pattern', 'text', (c) => c.notNull())
      .addColumn('nature', 'text', (c) => c.notNull())
      .addColumn('hash', 'text', (c) => c.notNull())
      .addColumn('expert', 'text', (c) => c.notNull())
      .addColumn('note', 'text', (c) => c.notNull())
      .addColumn('at', 'bigint', (c) => c.notNull())
      .addPrimaryKeyConstraint('sign_off_key', ['pattern', 'nature', 'hash'])
      .execute()
  },
}
