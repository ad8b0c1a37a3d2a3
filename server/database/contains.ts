import 'server-only'
import { type Expression, type SqlBool, sql } from 'kysely'

/** `%`, `_` and `\` stand for themselves: an address may well have an underscore. */
const pattern = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&')}%`
const capitalised = (part: string) => part.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())

/**
 * Whether any of some columns holds what somebody typed, in any case. SQLite folds the case of ASCII letters alone, so that
 * it is asked for the common spellings of the others: Élodie is found by "élodie" and by "ÉLODIE".
 */
export function contains(columns: readonly Expression<string | null>[], typed: string): Expression<SqlBool> {
  const small = typed.trim().toLowerCase()
  const spellings = [...new Set([small, small.toUpperCase(), capitalised(small)])]
  return sql<SqlBool>`(${sql.join(
    columns.flatMap((column) => [
      sql`lower(${column}) like ${pattern(small)} escape '\\'`,
      ...spellings.map((spelling) => sql`${column} like ${pattern(spelling)} escape '\\'`),
    ]),
    sql` or `,
  )})`
}
