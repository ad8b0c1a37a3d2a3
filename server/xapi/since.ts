import 'server-only'
import { type Database, database } from '../database'
import { config } from '../platform/config'

const NAME = 'statements'

/**
 * Since when learners read before they play what is stated now: only what was begun after that is stated. Whoever began when nothing was
 * set up, or something else, was told something else.
 * @returns milliseconds since 1970; `now` if it is stated for the first time
 */
export async function statedSince(now: number, db: Database = database()): Promise<number> {
  const { XAPI_REPORT, XAPI_ACTOR } = config()
  const body = JSON.stringify({ report: XAPI_REPORT, actor: XAPI_ACTOR })
  const row = await db.selectFrom('setting').select(['body', 'updated_at']).where('name', '=', NAME).executeTakeFirst()
  if (row?.body === body) return row.updated_at
  await db
    .insertInto('setting')
    .values({ name: NAME, body, updated_at: now })
    .onConflict((c) => c.column('name').doUpdateSet({ body, updated_at: now }))
    .execute()
  return now
}

/** Nothing is stated any more: whoever sets it up again begins anew. */
export const statedNoMore = (): Promise<unknown> => database().deleteFrom('setting').where('name', '=', NAME).execute()
