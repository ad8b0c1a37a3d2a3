/** Databases for storage tests: each suite has one of its own. */
import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator } from 'kysely'
import { afterAll, beforeAll, describe, inject } from 'vitest'
import { type Store, held, migrate, openStore } from '@/server/database'
import { command, databaseIn } from './postgres'

export type Address = Parameters<typeof openStore>[0]
type AddressMaker = (as?: 'empty' | 'migrated') => Promise<Address>
type Suite = (fresh: AddressMaker) => void

/** `fresh` creates an empty database, or one that may be migrated already, and deletes it after the suite. */
export function onEachDatabase(suite: Suite): void {
  onSqlite(suite)
  onPostgres(suite)
}

/** As onEachDatabase, where Kysely writes all SQL: on SQLite, and on PostgreSQL only in `npm run test:deep`. */
export const onEitherDatabase = (suite: Suite): void => (process.env.ON_POSTGRES ? onPostgres : onSqlite)(suite)

/** Runs a suite on SQLite only. */
export function onSqlite(suite: Suite): void {
  describe('on SQLite', () =>
    suite(
      cleared(async (as) => {
        const directory = mkdtempSync(join(tmpdir(), 'second-look-store-'))
        if (as === 'migrated') cpSync(inject('sqlite'), directory, { recursive: true })
        return { address: { directory }, clear: async () => rmSync(directory, { recursive: true, force: true }) }
      }),
    ))
}

/** Without PostgreSQL its tests count as skipped. */
export function onPostgres(suite: Suite): void {
  const postgres = inject('postgres')
  describe.skipIf(postgres === null)('on PostgreSQL', () =>
    suite(
      cleared(async (as) => {
        const { url, migrated } = postgres!
        const name = `second_look_${randomBytes(6).toString('hex')}`
        await command(url, `create database ${name}${as === 'migrated' ? ` template ${migrated}` : ''}`)
        return { address: { url: databaseIn(url, name) }, clear: () => command(url, `drop database ${name} with (force)`) }
      }),
    ),
  )
}

function cleared(make: (...as: Parameters<AddressMaker>) => Promise<{ address: Address; clear: () => Promise<void> }>): AddressMaker {
  const made: (() => Promise<void>)[] = []
  afterAll(async () => {
    for (const clear of made) await clear()
  })
  return async (as) => {
    const { address, clear } = await make(as)
    made.push(clear)
    return address
  }
}

/** Migrates a database for the suite and makes it the store of this process, where the code under test finds it. */
export function holdStore(fresh: AddressMaker): () => Store {
  let store: Store
  beforeAll(async () => {
    store = held.store = openStore(await fresh('migrated'))
    await migrate(store)
  })
  afterAll(async () => {
    held.store = undefined
    await store.db.destroy()
  })
  return () => store
}

export async function everything({ db }: Store): Promise<{ table: string; row: string }[]> {
  const tables = await db.introspection.getTables()
  const rows = await Promise.all(
    tables.map(async ({ name }) =>
      (
        await db
          .selectFrom(name as 'learner')
          .selectAll()
          .execute()
      ).map((row) => ({ table: name, row: JSON.stringify(row) })),
    ),
  )
  return rows.flat()
}

export async function inStore<T>(address: Address, act: (store: Store) => Promise<T>): Promise<T> {
  const before = held.store
  const store = (held.store = openStore(address))
  try {
    return await act(store)
  } finally {
    held.store = before
    await store.db.destroy()
  }
}

export async function madeByOther(address: Address, names: string[]): Promise<Store> {
  const store = openStore(address)
  const migrations = Object.fromEntries(names.map((name) => [name, { up: async () => {} }]))
  const { error } = await new Migrator({ db: store.db, provider: { getMigrations: async () => migrations } }).migrateToLatest()
  if (error) throw error
  await store.db.schema.createTable('theirs').addColumn('id', 'text').execute()
  return store
}
