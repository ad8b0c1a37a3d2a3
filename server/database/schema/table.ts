import 'server-only'
import { type ColumnDefinitionBuilder, type Kysely, sql } from 'kysely'

interface Column {
  type: 'text' | 'integer' | 'bigint' | 'double precision' | 'boolean' | 'timestamptz'
  constrain: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder
}
interface Index {
  on: string[]
  unique?: true
  /** Index only rows in which these columns are null, or not null. */
  null?: string[]
  notNull?: string[]
}
export interface Table {
  columns: Record<string, Column>
  key?: string[]
  unique?: Record<string, string[]>
  /** The columns, the table they refer to, and its columns, for keys of more than one column. */
  foreign?: Record<string, [string[], string, string[]]>
  indexes?: Record<string, string[] | Index>
}

const column = (type: Column['type']): Column => ({ type, constrain: (c) => c.notNull() })
export const text = column('text')
export const integer = column('integer')
export const bigint = column('bigint')
export const double = column('double precision')
export const boolean = column('boolean')
export const timestamp = column('timestamptz')

export const id: Column = { type: 'text', constrain: (c) => c.primaryKey() }
export const optional = ({ type }: Column): Column => ({ type, constrain: (c) => c })
export const unique = ({ type, constrain }: Column): Column => ({ type, constrain: (c) => constrain(c).unique() })
export const withDefault = ({ type, constrain }: Column, value: string | number): Column => ({
  type,
  constrain: (c) => constrain(c).defaultTo(value),
})
/** Refers to a row that this one belongs to, and is deleted with it. */
export const belongsTo = (place: string, { type, constrain }: Column = text): Column => ({
  type,
  constrain: (c) => constrain(c).references(place).onDelete('cascade'),
})
/** Refers to a row that may go; this is null from then on. */
export const refersTo = (place: string): Column => ({ type: 'text', constrain: (c) => c.references(place).onDelete('set null') })

export async function createTables(db: Kysely<unknown>, tables: Record<string, Table>): Promise<void> {
  for (const [name, table] of Object.entries(tables)) {
    await createTable(db, name, table)
    for (const [index, given] of Object.entries(table.indexes ?? {})) await createIndex(db, name, index, given)
  }
}

async function createTable(db: Kysely<unknown>, name: string, { columns, key, unique, foreign }: Table): Promise<void> {
  let made = db.schema.createTable(name)
  for (const [column, { type, constrain }] of Object.entries(columns)) made = made.addColumn(column, type, constrain)
  if (key) made = made.addPrimaryKeyConstraint(`${name}_key`, key as never)
  for (const [constraint, on] of Object.entries(unique ?? {})) made = made.addUniqueConstraint(constraint, on as never)
  for (const [constraint, [on, other, theirs]] of Object.entries(foreign ?? {}))
    made = made.addForeignKeyConstraint(constraint, on as never, other, theirs)
  await made.execute()
}

async function createIndex(db: Kysely<unknown>, table: string, name: string, given: string[] | Index): Promise<void> {
  const { on, unique, null: without = [], notNull = [] }: Index = Array.isArray(given) ? { on: given } : given
  let made = db.schema.createIndex(name).on(table).columns(on)
  if (unique) made = made.unique()
  for (const column of without) made = made.where(sql.ref(column), 'is', null)
  for (const column of notNull) made = made.where(sql.ref(column), 'is not', null)
  await made.execute()
}
