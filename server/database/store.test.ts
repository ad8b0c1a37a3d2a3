import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator, sql } from 'kysely'
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

    test('from a share of the best path: attempts go, what courses know of their parts is converted, and nothing else', async () => {
      const store = openStore(await fresh())
      const first = new Migrator({ db: store.db, provider: { getMigrations: async () => ({ '001-schema': migrations['001-schema']! }) } })
      expect((await first.migrateToLatest()).error).toBeUndefined()
      const put = (table: string, row: Record<string, unknown>) =>
        store.db
          .insertInto(table as 'learner')
          .values(row as never)
          .execute()
      await put('learner', { id: 'l', created_at: 1 })
      await put('course', { id: 'c', draft: '{}', version: 1, created_at: 1, updated_at: 1 })
      await put('cohort', { id: 'k', course_id: 'c', name: 'K', created_at: 1 })
      await put('enrolment', {
        ...{ id: 'e', course_id: 'c', version: 1, learner_id: 'l', cohort_id: 'k', code: 'C', enrolled_at: 1, completed_at: 5, passed: 0 },
      })
      await put('scenario_structure', { hash: 's', scenario: 'P01', body: '{}', used_at: 1 })
      await put('scenario_texts', { structure: 's', hash: 't', locale: 'en', body: '{}', used_at: 1 })
      const items: [item: string, quality: number | null, passed: number | null, done: number | null][] = [
        ['read', null, null, 5],
        ['well', 0.866, 1, 5],
        ['barely', 0.699, 1, 5],
        ['badly', 0.12, 0, 5],
        ['nearly', 0.69, 0, 5],
        ['begun', null, null, null],
      ]
      for (const [item, quality, passed, done_at] of items) {
        const attempt_id = item === 'read' ? null : `of ${item}`
        if (attempt_id)
          await put('attempt', {
            ...{
              id: attempt_id,
              learner_id: 'l',
              scenario: 'P01',
              variant: 'hostile',
              structure: 's',
              texts: 't',
              names: '{}',
              locale: 'en',
            },
            ...{ purpose: 'learn', started_at: 1 },
          })
        if (quality !== null)
          await put('attempt_result', {
            ...{ attempt_id, structure: 's', variant: 'hostile', first: 1, finished_at: 5, looks: 'approach', quality, passed },
          })
        await put('enrolment_item', { enrolment_id: 'e', item, attempt_id, tries: attempt_id ? 1 : 0, done_at, passed })
      }
      expect(await migrate(store)).toEqual(all.slice(1))
      const kept = await store.db.selectFrom('enrolment_item').selectAll().orderBy('item').execute()
      expect(
        kept.map(({ item, done_at, outcome, result, attempt_id, tries }) => [item, done_at, outcome, result, attempt_id, tries]),
      ).toEqual([
        ['badly', 5, 'missed', 40, null, 1],
        ['barely', 5, 'held', 70, null, 1],
        ['begun', null, null, null, null, 0],
        ['nearly', 5, 'missed', 54, null, 1],
        ['read', 5, null, null, null, 0],
        ['well', 5, 'held', 87, null, 1],
      ])
      for (const table of ['attempt', 'attempt_result'] as const) expect(await store.db.selectFrom(table).selectAll().execute()).toEqual([])
      expect(await store.db.selectFrom('enrolment').select(['id', 'completed_at', 'passed']).execute()).toEqual([
        { id: 'e', completed_at: 5, passed: 0 },
      ])
      await put('attempt', {
        ...{ id: 'a', learner_id: 'l', scenario: 'P01', variant: 'hostile', structure: 's', texts: 't', names: '{}', locale: 'en' },
        ...{ purpose: 'learn', started_at: 1 },
      })
      await put('attempt_result', {
        ...{
          attempt_id: 'a',
          structure: 's',
          variant: 'hostile',
          first: 1,
          finished_at: 5,
          looks: 'approach',
          outcome: 'held',
          result: 84,
        },
      })
      await store.db.deleteFrom('learner').execute()
      expect(await store.db.selectFrom('attempt_result').selectAll().execute(), 'it still goes with its attempt').toEqual([])
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
