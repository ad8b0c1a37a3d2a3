import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { database } from '@/server/database'

/** A database that has not answered within 3 s counts as down. */
const WAIT = 3_000

export async function GET(): Promise<Response> {
  try {
    await Promise.race([sql`select 1`.execute(database()), pause(WAIT).then(() => Promise.reject(new Error('no answer')))])
    return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
  } catch {
    return Response.json({ status: 'database unreachable' }, { status: 503, headers: { 'cache-control': 'no-store' } })
  }
}
