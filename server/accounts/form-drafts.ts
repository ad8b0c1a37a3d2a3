import 'server-only'
import { database, locked } from '../database'
import { newId } from '../platform/tokens'
import { growsTooMuch } from './people-file'

const DAY = 24 * 3600_000

/** What a person may have kept: forms, and characters in all. The newest is kept in any case. */
const MOST = 10
const MOST_CHARACTERS = 4_000_000

/** No honest text has so many, and the page that shows the form again would be huge. */
const withoutMarks = (_: string, value: unknown): unknown => (typeof value === 'string' && growsTooMuch(value) ? '' : value)

/** For the page that says what is wrong with the form, because it would not fit into a URL. Kept for a day, if the person sends few others. */
export async function saveFormDraft(user: string, form: unknown): Promise<string> {
  const [id, at, body] = [newId(), Date.now(), JSON.stringify(form, withoutMarks)]
  await database()
    .transaction()
    .execute(async (db) => {
      // Otherwise many that are sent at once would not see each other.
      await locked(db.selectFrom('user').select('id').where('id', '=', user), 'update').execute()
      const kept = await db
        .selectFrom('kept_form')
        .select((e) => ['id', e.fn<number>('length', ['body']).as('characters')])
        .where('user_id', '=', user)
        .orderBy('at', 'desc')
        .execute()
      let room = MOST_CHARACTERS - body.length
      const over = kept.filter(({ characters }, n) => {
        room -= Number(characters)
        return n + 1 >= MOST || room < 0
      })
      if (over.length > 0)
        await db
          .deleteFrom('kept_form')
          .where(
            'id',
            'in',
            over.map((one) => one.id),
          )
          .execute()
      await db.insertInto('kept_form').values({ id, user_id: user, body, at }).execute()
    })
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
