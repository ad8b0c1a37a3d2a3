/** What older databases trusted and should not have: addresses of accounts, and session tokens. */
import { Migrator } from 'kysely'
import { expect, test } from 'vitest'
import { onEachDatabase } from '@/tests/support/store'
import { hashToken } from '../platform/tokens'
import { migrate, openStore } from '.'
import { migrations } from './migrations'

onEachDatabase((fresh) => {
  test('an upgrade counts only addresses vouched for by single sign-on as proven, and stores hashes in place of session tokens', async () => {
    const store = openStore(await fresh())
    const { db } = store
    const older = Object.fromEntries(Object.entries(migrations).filter(([name]) => name < '005'))
    expect((await new Migrator({ db, provider: { getMigrations: async () => older } }).migrateToLatest()).error).toBeUndefined()
    const now = new Date().toISOString()
    const insert = (table: 'user' | 'account' | 'session' | 'invitation', row: object) =>
      db
        .insertInto(table)
        .values(row as never)
        .execute()
    for (const [id, providers] of [
      ['password', ['credential']],
      ['both', ['credential', 'sso']],
      ['sso', ['sso']],
    ] as const) {
      await insert('user', { id, name: id, email: `${id}@example.org`, emailVerified: '1', createdAt: now, updatedAt: now })
      for (const providerId of providers)
        await insert('account', { id: `${id}-${providerId}`, userId: id, accountId: id, providerId, createdAt: now, updatedAt: now })
    }
    await insert('session', { id: 's', userId: 'sso', token: 'as it stands in a cookie', expiresAt: now, createdAt: now, updatedAt: now })
    await insert('invitation', { id: 'i', kind: 'invite', email: 'i@example.org', roles: '[]', mail: 'sent', created_at: 0, expires_at: 0 })
    await migrate(store)
    const users = await db.selectFrom('user').select(['id', 'emailVerified']).orderBy('id').execute()
    expect(users.map(({ id, emailVerified }) => [id, Boolean(emailVerified)])).toEqual([
      ['both', true],
      ['password', false],
      ['sso', true],
    ])
    expect(await db.selectFrom('session').select('token').execute()).toEqual([{ token: hashToken('as it stands in a cookie') }])
    expect(await db.selectFrom('invitation').select(['mail', 'shown']).execute()).toEqual([{ mail: 'sent', shown: 1 }])
    await db.destroy()
  })
})
