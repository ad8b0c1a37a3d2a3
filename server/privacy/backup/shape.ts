import 'server-only'
import { sql } from 'kysely'
import type { Database, Store } from '../../database'

/** The schema as the database itself reports it, so that a backup includes every table without a list of them. */

export type Kind = Store['kind']
/** How a value is written in a backup: as it is, as an ISO time, or as true or false. better-auth's columns differ by database. */
type ColumnKind = 'plain' | 'time' | 'flag'
export interface Column {
  name: string
  kind: ColumnKind
}
export interface Table {
  name: string
  columns: Column[]
}

const kindOf = (type: string): ColumnKind => (/^timestamp/i.test(type) ? 'time' : /^bool/i.test(type) ? 'flag' : 'plain')

/** The tables, each after those it refers to, without Kysely's own. */
export async function tablesOf(db: Database, kind: Kind): Promise<Table[]> {
  const schema = kind === 'postgres' ? (await sql<{ name: string }>`select current_schema() as name`.execute(db)).rows[0]?.name : undefined
  const tables = (await db.introspection.getTables()).filter((table) => !table.isView && table.schema === schema)
  const parents = await referencesOf(db, kind)
  const placed = new Map<string, Table>()
  const place = (name: string): void => {
    const table = tables.find((t) => t.name === name)
    if (!table || placed.has(name)) return
    for (const { child, parent } of parents) if (child === name && parent !== name) place(parent)
    placed.set(name, { name, columns: table.columns.map((c) => ({ name: c.name, kind: kindOf(c.dataType) })) })
  }
  for (const { name } of tables) place(name)
  return [...placed.values()]
}

async function referencesOf(db: Database, kind: Kind): Promise<{ child: string; parent: string }[]> {
  const query =
    kind === 'sqlite'
      ? sql<{
          child: string
          parent: string
        }>`select m.name as child, f."table" as parent from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`
      : sql<{ child: string; parent: string }>`select c.relname as child, p.relname as parent from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
        where k.contype = 'f' and k.connamespace = current_schema()::regnamespace`
  return (await query.execute(db)).rows
}

export type Value = string | number | boolean | null

/** @throws if a column holds something a backup cannot represent */
export function toBackup({ name, kind }: Column, value: unknown): Value {
  if (value === null) return null
  if (kind === 'time') return new Date(value as string | Date).toISOString()
  if (kind === 'flag') return Boolean(value)
  if (typeof value === 'string' || (typeof value === 'number' && Number.isFinite(value))) return value
  throw new Error(`The column ${name} holds a ${typeof value}, which a backup has no form for.`)
}
/** libsql can bind neither dates nor booleans. */
export const fromBackup = (kind: Kind, value: Value): Value => (kind === 'sqlite' && typeof value === 'boolean' ? Number(value) : value)

const BEGIN = {
  /** A snapshot of the whole database that does not block writers. */
  read: { sqlite: 'begin', postgres: 'begin isolation level repeatable read read only' },
  write: { sqlite: 'begin immediate', postgres: 'begin' },
}
export function inTransaction<T>(
  { db, kind }: Pick<Store, 'db' | 'kind'>,
  how: keyof typeof BEGIN,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  return db.connection().execute(async (one) => {
    await sql.raw(BEGIN[how][kind]).execute(one)
    try {
      const done = await work(one)
      await sql`commit`.execute(one)
      return done
    } catch (error) {
      await sql`rollback`.execute(one).catch(() => {})
      throw error
    }
  })
}
