import { sql } from 'kysely'
import { database } from '@/server/database'

/** 200 while the process serves and its database answers; 503 while it does not. */
export async function GET(): Promise<Response> {
  try {
    await sql`select 1`.execute(database())
    return Response.json({ status: 'ok' }, { headers: { 'cache-control': 'no-store' } })
  } catch {
    return Response.json({ status: 'database unreachable' }, { status: 503, headers: { 'cache-control': 'no-store' } })
  }
}
