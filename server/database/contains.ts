import 'server-only'
import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely'

/** Escapes `%`, `_` and `\`, because an address may well contain an underscore. */
const likeAny = (part: string) => `%${part.replace(/[\\%_]/g, '\\$&')}%`
const capitalised = (part: string) => part.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())

/** SQLite ignores the case of ASCII letters only, so we search for other letters in their usual spellings: "élodie" finds Élodie. */
export function contains(columns: readonly Expression<string | null>[], typed: string): Expression<SqlBool> {
  const small = typed.trim().toLowerCase()
  const spellings = [...new Set([small, small.toUpperCase(), capitalised(small)])]
  return sql<SqlBool>`(${sql.join(
    columns.flatMap((column) => [
      sql`lower(${column}) like ${likeAny(small)} escape '\\'`,
      ...spellings.map((spelling) => sql`${column} like ${likeAny(spelling)} escape '\\'`),
    ]),
    sql` or `,
  )})`
}

export const containsFolded = (column: Expression<string>, part: string): RawBuilder<SqlBool> =>
  sql<SqlBool>`${column} like ${likeAny(part)} escape '\\'`
