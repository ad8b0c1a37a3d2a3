import 'server-only'
import { closeSync, createWriteStream, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { sql } from 'kysely'
import type { Database, Store } from '../../database'
import { appliedMigrations, refuseOtherSchema } from '../../database/migrations'
import { type Part, newHeader, toText } from './file'
import { addToLedger, ledgerOf } from './ledger'
import { type Kind, type Table, inTransaction, tablesOf, toBackup } from './shape'

/** Sign-ins are left out, because restoring a backup would bring back ended ones. Everybody signs in again. */
const LEFT_OUT = ['session', 'verification', 'lti_launch']
const PAGE = 200

export interface Backup {
  path: string
  rows: number
}

/** Others go on writing meanwhile. Also updates the ledger next to it. @returns null if the database is empty @throws OtherSchema */
export async function makeBackup(store: Store, directory: string, now = Date.now()): Promise<Backup | null> {
  if ((await appliedMigrations(store.db)).length === 0) return null
  await refuseOtherSchema(store.db)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const path = join(directory, `second-look-${new Date(now).toISOString().replaceAll(':', '-')}.jsonl.gz`)
  const half = `${path}.part`
  let rows = 0
  try {
    await inTransaction(store, 'read', async (db) => {
      const tables = await tablesOf(db, store.kind)
      async function* parts(): AsyncGenerator<Part> {
        yield { header: newHeader({ migrations: await appliedMigrations(db), made_at: now, from: store.kind }) }
        for (const table of tables.filter(({ name }) => !LEFT_OUT.includes(name))) {
          yield { table: table.name, columns: table.columns.map((c) => c.name) }
          for await (const row of rowsOf(db, store.kind, table)) {
            rows++
            yield { row: table.columns.map((column) => toBackup(column, row[column.name])) }
          }
        }
      }
      await pipeline(Readable.from(toText(parts())), createGzip(), createWriteStream(half, { flags: 'wx', mode: 0o600 }))
      addToLedger(directory, await ledgerOf(db, tables))
    })
    keep(half, path)
  } catch (error) {
    rmSync(half, { force: true })
    throw error
  }
  return { path, rows }
}

/** A partial file never gets its final name. */
function keep(half: string, path: string): void {
  const file = openSync(half, 'r+')
  fsyncSync(file)
  closeSync(file)
  renameSync(half, path)
}

type Row = Record<string, unknown>
async function* rowsOf(db: Database, kind: Kind, { name }: Table): AsyncGenerator<Row> {
  for await (const page of kind === 'sqlite' ? sqlitePages(db, name) : postgresPages(db, name)) yield* page
}

async function* sqlitePages(db: Database, name: string): AsyncGenerator<Row[]> {
  for (let last = 0; ; ) {
    const { rows } = await sql<Row & { 'row number': number }>`
      select rowid as "row number", * from ${sql.table(name)} where rowid > ${last} order by rowid limit ${PAGE}`.execute(db)
    yield rows
    if (rows.length < PAGE) return
    last = rows.at(-1)!['row number']
  }
}

async function* postgresPages(db: Database, name: string): AsyncGenerator<Row[]> {
  await sql`declare page no scroll cursor for select * from ${sql.table(name)}`.execute(db)
  for (;;) {
    const { rows } = await sql<Row>`fetch ${sql.lit(PAGE)} from page`.execute(db)
    yield rows
    if (rows.length < PAGE) break
  }
  await sql`close page`.execute(db)
}
