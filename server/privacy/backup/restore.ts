import 'server-only'
import { Migrator, sql } from 'kysely'
import type { Database, Store } from '../../database'
import { eraseAgain } from '../erase-account'
import { madeBy, migrations } from '../../database/migrations'
import { BadBackup, type Counts, type Header, readParts } from './file'
import { type Erasure, ledgerOf } from './ledger'
import { type Column, type Kind, type Table, type Value, fromBackup, inTransaction, tablesOf } from './shape'

export interface RestoreResult {
  header: Header
  rows: number
  erased: number
}
interface RestoreOptions {
  /** Whether to delete what the database holds. */
  replace: boolean
  erasures: readonly Erasure[]
}

/** This database must not be overwritten; the message says why. */
export class NotEmptyError extends Error {}

/** All in one transaction, with the erasures since. @throws BadBackup, NotEmptyError */
export async function restore(store: Store, path: string, { replace, erasures }: RestoreOptions): Promise<RestoreResult> {
  // Reads it completely before touching anything.
  const header = await verify(path)
  return inTransaction(store, 'write', async (db) => {
    // If a running server holds the tables, this reports it instead of waiting for ever.
    if (store.kind === 'postgres') await sql`set local lock_timeout = '10s'`.execute(db)
    const before = await tablesOf(db, store.kind)
    if (!replace && (await holdsAnything(db, before))) throw new NotEmptyError()
    const ledger = [...erasures, ...(await ledgerOf(db, before))]
    await dropAll(db, before)
    await createAll(db)
    const rows = await fill(db, store.kind, path)
    for (const entry of ledger)
      await db
        .insertInto('erasure')
        .values(entry)
        .onConflict((c) => c.column('id').doNothing())
        .execute()
    return { header, rows, erased: await eraseAgain(db) }
  })
}

async function verify(path: string): Promise<Header> {
  let header: Header | null = null
  for await (const part of readParts(path)) if ('header' in part) header = part.header
  const other = madeBy(header!.migrations)
  if (other === 'newer') throw new BadBackup(`${path} was made by a newer Second Look. Update this one, then restore.`)
  if (other === 'unreleased')
    throw new BadBackup(`${path} was made by an earlier version that was never released. Restore it with that version.`)
  return header!
}

async function holdsAnything(db: Database, tables: readonly Table[]): Promise<boolean> {
  for (const { name } of tables) if ((await sql`select 1 from ${sql.table(name)} limit 1`.execute(db)).rows.length > 0) return true
  return false
}

async function dropAll(db: Database, tables: readonly Table[]): Promise<void> {
  const names = [...tables.map((table) => table.name).reverse(), 'kysely_migration', 'kysely_migration_lock']
  for (const name of names) await db.schema.dropTable(name).ifExists().execute()
}

async function createAll(db: Database): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations }, disableTransactions: true })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

const MOST_ROWS = 200
const MOST_LETTERS = 4_000_000

async function fill(db: Database, kind: Kind, path: string): Promise<number> {
  const shapes = new Map((await tablesOf(db, kind)).map((table) => [table.name, table.columns]))
  const counts: Counts = {}
  let into: { name: string; columns: Column[] } | null = null
  let waiting: Record<string, Value>[] = []
  let letters = 0
  const write = async () => {
    if (waiting.length > 0)
      await db
        .insertInto(into!.name as 'learner')
        .values(waiting as never)
        .execute()
    waiting = []
    letters = 0
  }
  for await (const part of readParts(path)) {
    if ('table' in part) {
      await write()
      into = { name: part.table, columns: columnsOf(shapes, part.table, part.columns, path) }
      counts[part.table] = 0
    } else if ('row' in part) {
      const { name, columns } = into!
      if (part.row.length !== columns.length) throw otherTable(path, name)
      waiting.push(Object.fromEntries(columns.map((column, i) => [column.name, fromBackup(kind, part.row[i]!)])))
      counts[name]!++
      letters += part.row.reduce<number>((sum, value) => sum + (typeof value === 'string' ? value.length : 8), 0)
      if (waiting.length >= MOST_ROWS || letters > MOST_LETTERS) await write()
    }
  }
  await write()
  for (const [name, count] of Object.entries(counts)) {
    const { rows } = await sql<{ count: number | string }>`select count(*) as count from ${sql.table(name)}`.execute(db)
    if (Number(rows[0]!.count) !== count) throw new Error(`The table ${name} holds ${rows[0]!.count} rows, and should hold ${count}.`)
  }
  return Object.values(counts).reduce((sum, count) => sum + count, 0)
}

function columnsOf(shapes: Map<string, Column[]>, table: string, names: string[], path: string): Column[] {
  const columns = shapes.get(table) ?? []
  if (columns.length !== names.length) throw otherTable(path, table)
  return names.map((name) => {
    const column = columns.find((c) => c.name === name)
    if (!column) throw otherTable(path, table)
    return column
  })
}
const otherTable = (path: string, table: string) =>
  new BadBackup(`${path} has another table ${table} than this Second Look. Restore it with the version that made it, then update.`)
