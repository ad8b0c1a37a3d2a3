import 'server-only'
import { sql } from 'kysely'
import pg from 'pg'
import { type Database, type Store, store } from '.'

/** Processes on one PostgreSQL notify each other by a short line with the commit. With SQLite there is only one process. */

const CHANNEL = 'second_look'
const RETRY = 1_000

/** Inside a transaction, the line is sent on commit. */
export async function sendSignal(db: Database, line: string): Promise<void> {
  if (store().kind === 'postgres') await sql`select pg_notify(${CHANNEL}, ${line})`.execute(db)
}

/** @param missed called whenever listening starts: earlier lines are lost, so read the state again @returns stops listening */
export function listenForSignals(
  { kind, url }: Pick<Store, 'kind' | 'url'>,
  heard: (line: string) => void,
  missed: () => void,
): () => Promise<void> {
  if (kind === 'sqlite') return async () => {}
  let client: pg.Client | null = null
  let stopped = false
  async function listen() {
    if (stopped) return
    const fresh = new pg.Client({ connectionString: url!, keepAlive: true })
    let ended = false
    const again = () => {
      if (ended) return
      ended = true
      void fresh.end().catch(() => {})
      setTimeout(listen, RETRY).unref()
    }
    fresh.on('error', again).on('end', again)
    fresh.on('notification', ({ payload }) => heard(payload ?? ''))
    try {
      await fresh.connect()
      await fresh.query(`listen ${CHANNEL}`)
      client = fresh
      missed()
    } catch {
      again()
    }
  }
  void listen()
  return async () => {
    stopped = true
    await client?.end().catch(() => {})
  }
}
