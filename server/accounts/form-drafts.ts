import 'server-only'
import { database } from '../database'
import { newId } from '../platform/tokens'

const DAY = 24 * 3600_000

/** For the page that says what is wrong with the form, because it would not fit into a URL. Kept for a day. */
export async function saveFormDraft(user: string, body: unknown): Promise<string> {
  const [id, at] = [newId(), Date.now()]
  await database()
    .insertInto('kept_form')
    .values({ id, user_id: user, body: JSON.stringify(body), at })
    .execute()
  return id
}

export async function readFormDraft<T>(user: string, id: unknown): Promise<T | null> {
  if (typeof id !== 'string') return null
  const row = await database()
    .selectFrom('kept_form')
    .select('body')
    .where('id', '=', id)
    .where('user_id', '=', user)
    .where('at', '>=', Date.now() - DAY)
    .executeTakeFirst()
  return row ? (JSON.parse(row.body) as T) : null
}

export async function sweepFormDrafts(): Promise<{ forms: number } | null> {
  const { numDeletedRows } = await database()
    .deleteFrom('kept_form')
    .where('at', '<', Date.now() - DAY)
    .executeTakeFirst()
  return numDeletedRows > 0n ? { forms: Number(numDeletedRows) } : null
}
