import 'server-only'
import { database } from '../database'
import { newId } from '../platform/tokens'

const DAY = 24 * 3600_000

/**
 * Keeps what somebody typed, for the page that says what is wrong with it: an address would be too short for it.
 * It is for that person alone, and for a day.
 * @returns the id to show it by
 */
export async function keepForm(user: string, body: unknown): Promise<string> {
  const [id, at] = [newId(), Date.now()]
  await database()
    .insertInto('kept_form')
    .values({ id, user_id: user, body: JSON.stringify(body), at })
    .execute()
  return id
}

/** What was kept, or null where there is nothing of that id for this person any more. The shape is the keeper's. */
export async function keptForm<T>(user: string, id: unknown): Promise<T | null> {
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

/** For the scheduler: what nobody came back for. */
export async function sweepKept(): Promise<{ forms: number } | null> {
  const { numDeletedRows } = await database()
    .deleteFrom('kept_form')
    .where('at', '<', Date.now() - DAY)
    .executeTakeFirst()
  return numDeletedRows > 0n ? { forms: Number(numDeletedRows) } : null
}
