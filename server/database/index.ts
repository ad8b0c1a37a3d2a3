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
  sql,
} from 'kysely'
import SqliteDatabase from 'libsql'
import pg from 'pg'
import { config } from '../platform/config'
import { logFault } from '../platform/log'
import { shared } from '../platform/shared'
import { migrations } from './migrations'
import type { Tables } from './tables'

export type { AttemptRow, RoomRow } from './tables'

export type Database = Kysely<Tables>
export interface Store {
  db: Database
  kind: 'sqlite' | 'postgres'
  where: string
  /** PostgreSQL's address. */
  url: string | null
  /** PostgreSQL's connections. */
  pool: pg.Pool | null
  /**
   * Leaves nothing of what was deleted in SQLite's files: moves the write-ahead log into the database, which overwrites what is
   * deleted, and empties it. Waits for nobody. PostgreSQL has its own ways: docs/deploying.md.
   * @returns whether it is done; a reader or a writer of another process may be in the way
   */
  scrub(): Promise<boolean>
}

/** The only place that knows which database it is: SQLite embedded, or PostgreSQL. */
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

/** Milliseconds that a statement waits for another process. */
const WAIT = 5_000

function sqlite(directory: string): { dialect: Dialect; database: SqliteDatabase.Database } {
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  chmodSync(directory, 0o700)
  const database = new SqliteDatabase(resolve(directory, 'second-look.db'))
  // The timeout first: what follows waits, too, while another process starts on the same file.
  database.pragma(`busy_timeout=${WAIT}`)
  switchToWal(database)
  for (const setting of ['synchronous=FULL', 'foreign_keys=ON', 'secure_delete=ON']) database.pragma(setting)
  const dialect = new SqliteDialect({ database })
  dialect.createDriver = () => new WritingSqliteDriver({ database })
  dialect.createAdapter = () => new TransactionalSqliteAdapter()
  return { dialect, database }
}

/** Does not wait: the whole process would wait with it. */
function emptyWal(database: SqliteDatabase.Database): boolean {
  database.pragma('busy_timeout=0')
  try {
    const [row] = database.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
    return row?.busy === 0
  } finally {
    database.pragma(`busy_timeout=${WAIT}`)
  }
}

/** Of two processes that open a new file together one is refused the switch to WAL at once, whatever the timeout: it tries again. */
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

/** Begins every transaction as a writer, so that it waits for another process where it begins, and not in its middle, where it would fail. */
class WritingSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection) {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}
/** Migrations run in one such transaction: of two processes that start together, one finds them applied. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl() {
    return true
  }
}

function postgres(connectionString: string): pg.Pool {
  // Times are bigint, well under 2^53: as numbers, like SQLite's.
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') =>
      oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format as 'text')) as typeof pg.types.getTypeParser,
  }
  const pool = new pg.Pool({ connectionString, max: 10, types })
  // Without a listener, an idle connection that a restart of the database ends would end this process.
  pool.on('error', (error) => logFault('PostgreSQL ended an idle connection', error))
  return pool
}

/**
 * Applies what is missing. Safe where two processes start together: one waits for the other.
 * @throws where a migration fails; the process must not serve then
 */
export async function migrate({ db, kind }: Pick<Store, 'db' | 'kind'>): Promise<string[]> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  const { error, results } = await migrator.migrateToLatest()
  if (error) throw error
  const applied = (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName)
  // A file from before `secure_delete` may hold what was deleted long ago.
  if (kind === 'sqlite' && applied.includes('007-tombstones') && applied.length < Object.keys(migrations).length) {
    await sql`vacuum`.execute(db).catch((error: unknown) => logFault('What was deleted before could not be scrubbed from the file', error))
  }
  return applied
}

/**
 * Locks the rows that a query reads until its transaction ends: for others that write (`update`), or for those that lock
 * for writing alone (`share`). On SQLite a transaction has the whole database to itself.
 */
export const locked = <T extends keyof Tables, O>(
  query: SelectQueryBuilder<Tables, T, O>,
  how: 'update' | 'share',
): SelectQueryBuilder<Tables, T, O> => (store().kind === 'sqlite' ? query : how === 'update' ? query.forUpdate() : query.forShare())

/** Whether an insert met a row with the same key. */
export const isDuplicate = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === '23505' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || code === 'SQLITE_CONSTRAINT_UNIQUE'
}

/** Whether an insert met no row to hang on: what it belongs to was erased a moment ago. */
export const isOrphan = (error: unknown): boolean => {
  const code = (error as { code?: string }).code
  return code === '23503' || code === 'SQLITE_CONSTRAINT_FOREIGNKEY'
}

/** The store of this process, opened when first asked for; tests put their own here. */
export const held = shared('store', (): { store?: Store | undefined } => ({}))
export function store(): Store {
  const { DATABASE_URL: url, DATA_DIR: directory } = config()
  return (held.store ??= openStore(url ? { url } : { directory }))
}
export const database = (): Database => store().db

/** Milliseconds until it is tried again, where somebody was in the way. */
const AGAIN = [1_000, 5_000, 30_000]
const waiting = shared('scrub', (): { timer?: NodeJS.Timeout | undefined } => ({}))
/** After an erasure: scrubs the store once what is going on is over, and goes on trying until it is done. */
export function scrubSoon(tries = 0): void {
  const open = held.store
  if (!open || (waiting.timer && tries === 0)) return
  waiting.timer = setTimeout(
    () => {
      waiting.timer = undefined
      // One that was closed meanwhile was scrubbed with it, or is by whoever opens it next.
      if (open !== held.store) return
      open.scrub().then(
        (done) => done || scrubSoon(tries + 1),
        (error) => logFault('What was deleted could not be scrubbed from the file', error),
      )
    },
    tries === 0 ? 0 : (AGAIN[tries - 1] ?? 60_000),
  ).unref()
}
