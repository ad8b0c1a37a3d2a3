import 'server-only'
import { chmodSync, mkdirSync } from 'node:fs'
import { resolve } from 'node:path'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  Migrator,
  PostgresDialect,
  type SelectQueryBuilder,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
} from 'kysely'
import SqliteDatabase from 'libsql'
import pg from 'pg'
import { config } from '../platform/config'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import { migrations, refuseOtherSchema } from './migrations'
import type { Tables } from './row-types/tables'

export type { Device, RoomRow } from './row-types/live'
export type { AttemptRow, FeedbackRow } from './row-types/play'

export type Database = Kysely<Tables>
export interface Store {
  db: Database
  kind: 'sqlite' | 'postgres'
  where: string
  url: string | null
  pool: pg.Pool | null
  /** For SQLite: overwrites deleted rows and empties the write-ahead log. Never waits; false if another process is in the way. */
  scrub(): Promise<boolean>
}

/** The only place that knows which database is in use: embedded SQLite or PostgreSQL. */
export function openStore(address: { url: string } | { directory: string }): Store {
  if ('directory' in address) {
    const { dialect, database } = sqlite(address.directory)
    const db = new Kysely<Tables>({ dialect })
    return {
      db,
      kind: 'sqlite',
      where: resolve(address.directory),
      url: null,
      pool: null,
      scrub: () => db.connection().execute(async () => emptyWal(database)),
    }
  }
  const pool = postgres(address.url)
  return {
    db: new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }),
    kind: 'postgres',
    where: new URL(address.url).host,
    url: address.url,
    pool,
    scrub: async () => true,
  }
}

/** Milliseconds that a statement waits for a lock held by another process. */
const WAIT = 5_000

function sqlite(directory: string): { dialect: Dialect; database: SqliteDatabase.Database } {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const database = new SqliteDatabase(resolve(directory, 'second-look.db'))
  // Set the timeout first: the statements below may also have to wait, if another process is opening the same file.
  database.pragma(`busy_timeout=${WAIT}`)
  switchToWal(database)
  for (const setting of ['synchronous=FULL', 'foreign_keys=ON', 'secure_delete=ON']) database.pragma(setting)
  const dialect = new SqliteDialect({ database })
  dialect.createDriver = () => new WritingSqliteDriver({ database })
  dialect.createAdapter = () => new TransactionalSqliteAdapter()
  return { dialect, database }
}

/** Must not wait, because the whole process would wait with it. */
function emptyWal(database: SqliteDatabase.Database): boolean {
  database.pragma('busy_timeout=0')
  try {
    const [row] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return row?.busy === 0
  } finally {
    database.pragma(`busy_timeout=${WAIT}`)
  }
}

/** SQLite refuses one of two processes the switch at once, whatever the timeout is. So we retry. */
function switchToWal(database: SqliteDatabase.Database) {
  for (let tries = 1; ; tries++) {
    try {
      return database.pragma('journal_mode=WAL')
    } catch (error) {
      if (tries === 50 || (error as { code?: string }).code !== 'SQLITE_BUSY') throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100)
    }
  }
}

/** Begins every transaction as a writer, so that it waits for other processes at the beginning instead of failing in the middle. */
class WritingSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
/** Runs migrations in one transaction: if two processes start together, the second finds them applied. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

function postgres(connectionString: string): pg.Pool {
  // Times are bigint and well under 2^53, so we read them as numbers, as on SQLite.
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString, max: 10, types })
  // JIT-compiling a query takes longer than any of ours runs.
  pool.on('connect', (client) => void client.query('set jit = off').catch(() => {}))
  // Without a listener, this process would crash when a restart of the database closes an idle connection.
  pool.on('error', (error) => logFault('PostgreSQL ended an idle connection', error))
  return pool
}

/** If two processes start together, one waits for the other. @throws OtherSchema, or if a migration fails; then do not serve */
export async function migrate({ db }: Pick<Store, 'db'>): Promise<string[]> {
  await refuseOtherSchema(db)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName)
}

/** Until its transaction ends: `update` against every other writer, `share` against those that lock for writing. A no-op on SQLite. */
export const locked = <T extends keyof Tables, O>(
  query: SelectQueryBuilder<Tables, T, O>,
  how: 'update' | 'share',
): SelectQueryBuilder<Tables, T, O> => (store().kind === 'sqlite' ? query : how === 'update' ? query.forUpdate() : query.forShare())

export const isDuplicate = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

/** Whether an insert failed because the row it refers to has just been erased. */
export const isOrphan = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

export const held = shared('store', (): { store?: Store | undefined } => ({}))
export function store(): Store {
  const { DATABASE_URL: url, DATA_DIR: directory } = config()
  return (held.store ??= openStore(url ? { url } : { directory }))
}
export const database = (): Database => store().db

/** Milliseconds before each retry if another process was in the way. */
const AGAIN = [1_000, 5_000, 30_000]
const waiting = shared('scrub', (): { timer?: NodeJS.Timeout | undefined } => ({}))
/** After an erasure: scrubs the store once current work is done, and retries until it succeeds. */
export function scrubSoon(tries = 0): void {
  const open = held.store
  if (!open || (waiting.timer && tries === 0)) return
  waiting.timer = setTimeout(
    () => {
      waiting.timer = undefined
      // Closing a store scrubs it, or the next opening does.
      if (open !== held.store) return
      open.scrub().then(
        (done) => done || scrubSoon(tries + 1),
        (error) => logFault('What was deleted could not be scrubbed from the file', error),
      )
    },
    tries === 0 ? 0 : (AGAIN[tries - 1] ?? 60_000),
  ).unref()
}
