import { sql } from 'kysely'
import type { Store } from '@/server/database'
import { type Table, type Value, fromBackup, tablesOf, toBackup } from '@/server/privacy/backup/shape'

/** Awkward on purpose: quotes, escapes, and characters longer than they look. */
const TEXT = `“Žemaitė’s” \\ "quoted", 'single'; two\nlines\tand a tab, 🜁 ${String.fromCodePoint(0x10ffff)} {"json":[1,2]}`

/** The foreign keys of each column, read from a SQLite with the same schema. */
export async function referencesIn({ db }: Store): Promise<Map<string, { table: string; column: string }>> {
  const { rows } = await sql<{ child: string; from: string; parent: string; to: string }>`
    select m.name as child, f."from" as "from", f."table" as parent, f."to" as "to"
    from sqlite_master m join pragma_foreign_key_list(m.name) f where m.type = 'table'`.execute(db)
  return new Map(rows.map(({ child, from, parent, to }) => [`${child}.${from}`, { table: parent, column: to }]))
}

export async function fillAll(store: Store, references: Awaited<ReturnType<typeof referencesIn>>, rows = 3): Promise<void> {
  const types = new Map(
    (await store.db.introspection.getTables()).flatMap((t) => t.columns.map((c) => [`${t.name}.${c.name}`, c.dataType.toLowerCase()])),
  )
  const made = new Map<string, Value[]>()
  for (const { name: table, columns } of await tablesOf(store.db, store.kind)) {
    for (let i = 0; i < rows; i++) {
      const row = Object.fromEntries(
        columns.map(({ name, kind }) => {
          const place = `${table}.${name}`
          const parent = references.get(place)
          const value: Value = parent
            ? made.get(`${parent.table}.${parent.column}`)![i]!
            : kind === 'time'
              ? `2026-03-0${i + 1}T12:34:56.78${i}Z`
              : kind === 'flag'
                ? i % 2 === 0
                : /int/.test(types.get(place)!)
                  ? /bigint|int8/.test(types.get(place)!)
                    ? 1_790_000_000_123 + i
                    : i
                  : /double|float/.test(types.get(place)!)
                    ? 0.1 + i / 3
                    : `${table} ${name} ${i} ${TEXT}`
          made.set(place, [...(made.get(place) ?? []), value])
          return [name, fromBackup(store.kind, value)]
        }),
      )
      await store.db
        .insertInto(table as 'learner')
        .values(row as never)
        .execute()
    }
  }
}

export async function contentsOf({ db, kind }: Store, without: string[] = []): Promise<Record<string, string[]>> {
  const rowsOf = async ({ name, columns }: Table) => {
    const rows = (await db
      .selectFrom(name as 'learner')
      .selectAll()
      .execute()) as unknown as Record<string, unknown>[]
    const sorted = [...columns].sort((a, b) => (a.name < b.name ? -1 : 1))
    return rows.map((row) => JSON.stringify(sorted.map((column) => [column.name, toBackup(column, row[column.name])]))).sort()
  }
  const tables = (await tablesOf(db, kind)).filter(({ name }) => !without.includes(name))
  return Object.fromEntries(await Promise.all(tables.map(async (table) => [table.name, await rowsOf(table)] as const)))
}
