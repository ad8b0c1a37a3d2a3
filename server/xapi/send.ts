import 'server-only'
import { database } from '../database'
import type { StatementRow } from '../database/tables-statements'
import { config } from '../platform/config'
import { log } from '../platform/log'
import { statedNoMore, statedSince } from './since'
import { isStating } from './stated'

/** The job that hands statements over. */
const MINUTE = 60_000
const LONGEST_WAIT = 24 * 60 * MINUTE
/** What was not taken in this time is deleted. */
export const STATEMENT_DAYS = 30
const AT_ONCE = 100
/** For one answer. */
const PATIENCE = 10_000

/** Milliseconds until it is tried again: two minutes, four, and so on. */
export const waitAfter = (tries: number): number => Math.min(LONGEST_WAIT, MINUTE * 2 ** tries)

/** What an answer means. A statement that is there already is as good as sent; what is refused would be refused again. */
export function meaningOf(status: number): 'sent' | 'later' | 'refused' {
  if ((status >= 200 && status < 300) || status === 409) return 'sent'
  return status >= 500 || [0, 401, 403, 404, 408, 425, 429].includes(status) ? 'later' : 'refused'
}

/** Sends what is due, oldest first, and forgets it once it was taken. */
export async function sendStatements(
  stopping: AbortSignal,
  now = Date.now(),
): Promise<Record<string, number> | { again: Record<string, number> } | null> {
  const db = database()
  const { numDeletedRows } = await db
    .deleteFrom('statement')
    .where('made_at', '<', now - STATEMENT_DAYS * 24 * 60 * MINUTE)
    .executeTakeFirst()
  const done = { sent: 0, later: 0, refused: 0, dropped: Number(numDeletedRows) }
  if (!isStating()) {
    await statedNoMore()
    return done.dropped > 0 ? done : null
  }
  await statedSince(now)
  const due = await db.selectFrom('statement').selectAll().where('due_at', '<=', now).orderBy('due_at').limit(AT_ONCE).execute()
  for (const row of due) {
    if (stopping.aborted) break
    const status = await post(row.body)
    const meant = meaningOf(status)
    done[meant]++
    if (meant === 'later') {
      await putOff(row, now)
      log().warn({ status }, 'The learning record store does not take statements; they are tried again')
      // Whatever else is due would have to wait for as long.
      break
    }
    if (meant === 'refused') log().warn({ status }, 'The learning record store refused a statement, which is dropped')
    await db.deleteFrom('statement').where('id', '=', row.id).execute()
  }
  if (due.length === AT_ONCE && done.later === 0) return { again: done }
  return due.length > 0 || done.dropped > 0 ? done : null
}

const putOff = ({ id, tries }: StatementRow, now: number): Promise<unknown> =>
  database()
    .updateTable('statement')
    .set({ tries: tries + 1, due_at: now + waitAfter(tries + 1) })
    .where('id', '=', id)
    .execute()

/** @returns the status; 0 if nobody answered */
async function post(body: string): Promise<number> {
  const { XAPI_ENDPOINT, XAPI_KEY, XAPI_SECRET } = config()
  const url = new URL(XAPI_ENDPOINT!)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/statements`
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${XAPI_KEY}:${XAPI_SECRET}`).toString('base64')}`,
        'content-type': 'application/json',
        'x-experience-api-version': '1.0.3',
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    })
    await response.body?.cancel()
    return response.status
  } catch {
    return 0
  }
}
