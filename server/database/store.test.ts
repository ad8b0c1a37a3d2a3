import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test, vi } from 'vitest'
import { command } from '@/tests/support/postgres'
import { everything, holdStore, madeByOther, onEachDatabase, onPostgres } from '@/tests/support/store'
import { log } from '../platform/log'
import { type Database, isDuplicate, migrate, openStore } from '.'
import { OtherSchema, appliedMigrations, migrations } from './migrations'

const all = Object.keys(migrations).sort()
const learner = (db: Database, id: string, created_at = 0) => db.insertInto('learner').values({ id, created_at }).execute()

describe('migrations', () => {
  onEachDatabase((fresh) => {
    test('are all applied to an empty database, and none the second time', async () => {
      const store = openStore(await fresh())
      expect(await migrate(store)).toEqual(all)
      expect(await migrate(store)).toEqual([])
      await learner(store.db, 'a')
      await store.db.destroy()
    })

    test.each([
      ['a version that was never released', ['001-attempts', '002-rooms'], /never released.*Move the data folder away/],
      ['a newer version', [...all, '999-later'], /newer Second Look/],
    ])('leave a database of %s as it is, and explain what to do', async (_, names, said) => {
      const store = await madeByOther(await fresh(), names)
      const before = await everything(store)
      const refusal = await migrate(store).catch((error: unknown) => error)
      expect(refusal).toBeInstanceOf(OtherSchema)
      expect((refusal as Error).message).toMatch(said)
      expect((await store.db.introspection.getTables()).map(({ name }) => name)).toEqual(['theirs'])
      expect(await everything(store)).toEqual(before)
      expect(await appliedMigrations(store.db)).toEqual(names)
      await store.db.destroy()
    })
  })
})

describe('a store', () => {
  onEachDatabase((fresh) => {
    const store = holdStore(fresh)

    test('returns times as numbers', async () => {
      const now = 1_790_000_000_123
      await learner(store().db, 'times', now)
      const row = await store().db.selectFrom('learner').selectAll().where('id', '=', 'times').executeTakeFirstOrThrow()
      expect(row).toMatchObject({ id: 'times', created_at: now })
    })

    test('distinguishes a duplicate key from any other fault', async () => {
      await learner(store().db, 'twice')
      const again = await learner(store().db, 'twice').catch((error: unknown) => error)
      const orphan = await store()
        .db.insertInto('device')
        .values({ id: 'd', learner_id: 'nobody', created_at: 0 })
        .execute()
        .catch((error: unknown) => error)
      expect(isDuplicate(again)).toBe(true)
      expect(orphan).toBeInstanceOf(Error)
      expect(isDuplicate(orphan)).toBe(false)
    })

    test('shows its address without the password', async () => {
      expect(store().where).not.toMatch(/:.*@/)
    })
  })

  test('on SQLite is in a directory that only its own account can read [p:directory]', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'second-look-mode-'))
    const store = openStore({ directory: join(directory, 'deep/data') })
    expect(statSync(join(directory, 'deep/data')).mode & 0o777).toBe(0o700)
    const pragma = async (name: string) => Object.values((await sql.raw(`pragma ${name}`).execute(store.db)).rows[0] as object)[0]
    expect([await pragma('journal_mode'), await pragma('synchronous'), await pragma('foreign_keys')]).toEqual(['wal', 2, 1])
    await store.db.destroy()
    rmSync(directory, { recursive: true })
  })

  onPostgres((fresh) => {
    test('survives a restart of the database', async () => {
      const address = (await fresh()) as { url: string }
      const store = openStore(address)
      await migrate(store)
      const select = () => Promise.all(Array.from({ length: 4 }, () => sql`select pg_sleep(0.01)`.execute(store.db)))
      await select()
      const said = vi.spyOn(log(), 'error').mockImplementation(() => {})
      await command(
        address.url,
        'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
      )
      await expect
        .poll(() =>
          select().then(
            () => 'answers',
            () => 'fails',
          ),
        )
        .toBe('answers')
      await store.db.destroy()
      said.mockRestore()
    })
  })
})
