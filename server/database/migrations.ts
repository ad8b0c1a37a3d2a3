import 'server-only'
import { type Kysely, type Migration, sql } from 'kysely'
import { outcomes } from './outcomes-migration'
import { accounts } from './schema/accounts'
import { courses } from './schema/courses'
import { live } from './schema/live'
import { lti } from './schema/lti'
import { members } from './schema/members'
import { outbox } from './schema/outbox'
import { play, published } from './schema/play'
import { records } from './schema/records'
import { createTables } from './schema/table'

/** Each is applied once, in the order of their names. Never edit a published migration. */
export const migrations: Record<string, Migration> = {
  '001-schema': { up: (db) => createTables(db, { ...accounts, ...members, ...play, ...live, ...courses, ...records, ...lti, ...outbox }) },
  '002-outcomes': { up: outcomes },
  '003-published': { up: (db) => createTables(db, published) },
}

/** A database that this version cannot use; the message says why, and what to do. */
export class OtherSchema extends Error {}

export async function appliedMigrations<T>(db: Kysely<T>): Promise<string[]> {
  const all = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!all.some((table) => table.name === 'kysely_migration')) return []
  return (await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db)).rows.map((row) => row.name)
}

/** Which version made them, if this one cannot read it: a newer one, or an unreleased one from before `001-schema`. */
export function madeBy(applied: readonly string[]): 'newer' | 'unreleased' | null {
  const known = Object.keys(migrations).sort()
  if (applied.every((name) => known.includes(name))) return null
  return known.every((name) => applied.includes(name)) ? 'newer' : 'unreleased'
}

export async function refuseOtherSchema<T>(db: Kysely<T>): Promise<void> {
  const other = madeBy(await appliedMigrations(db))
  if (other === 'newer') throw new OtherSchema('This database was made by a newer Second Look. Update this one, then start again.')
  if (other === 'unreleased')
    throw new OtherSchema(
      'This database was made by an earlier version that was never released. Second Look cannot upgrade it. Move the data folder away, or set DATABASE_URL to an empty database, and start again. A backup of it can be restored only with the version that made it.',
    )
}
