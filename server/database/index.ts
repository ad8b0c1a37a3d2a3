import 'server-only'
import { chmodSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Dialect, Kysely, type MigrationLockOptions, Migrator, PostgresDialect, SqliteAdapter, SqliteDialect, sql } from 'kysely'
import SqliteDatabase from 'libsql'
import pg from 'pg'
import { config } from '../config'
import { migrations } from './migrations'
import type { Tables } from './tables'

export type { AttemptRow } from './tables'

export type Database = Kysely<Tables>
export interface Store { db: Database; kind: 'sqlite' | 'postgres'; where: string }

/** The only place that knows which database it is: SQLite embedded, or PostgreSQL. */
export function openStore(address: { url: string } | { directory: string }): Store {
  return 'url' in address
    ? { db: new Kysely<Tables>({ dialect: postgres(address.url) }), kind: 'postgres', where: new URL(address.url).host }
    : { db: new Kysely<Tables>({ dialect: sqlite(address.directory) }), kind: 'sqlite', where: resolve(address.directory) }
}

function sqlite(directory: string): Dialect {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const database = new SqliteDatabase(resolve(directory, 'second-look.db'))
  for (const setting of ['journal_mode=WAL', 'synchronous=FULL', 'foreign_keys=ON', 'busy_timeout=5000']) database.pragma(setting)
  const dialect = new SqliteDialect({ database })
  dialect.createAdapter = () => new LockingSqliteAdapter()
  return dialect
}

/** Kysely's own takes no lock, so two processes starting together would both migrate. A write, first in the transaction, lets one wait. */
class LockingSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
  // biome-ignore lint/suspicious/noExplicitAny: Kysely's own signature
  override async acquireMigrationLock(db: Kysely<any>, { lockTable }: MigrationLockOptions) {
    await sql`update ${sql.table(lockTable)} set is_locked = 1`.execute(db)
  }
}

function postgres(connectionString: string): Dialect {
  // Times are bigint, well under 2^53: as numbers, like SQLite's.
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  return new PostgresDialect({ pool: new pg.Pool({ connectionString, max: 10, types }) })
}

/**
 * Applies what is missing. Safe where two processes start together: one waits for the other.
 * @throws where a migration fails; the process must not serve then
 */
export async function migrate({ db }: Pick<Store, 'db'>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName)
}

/** Whether an insert met a row with the same key. */
export const isDuplicate = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

// Next loads this module more than once in one process; the store is one all the same, and is opened when first asked for.
const held = globalThis as { secondLookStore?: Store }
export function store(): Store {
  const { DATABASE_URL: url, DATA_DIR: directory } = config()
  return (held.secondLookStore ??= openStore(url ? { url } : { directory }))
}
export const database = (): Database => store().db
