import 'server-only'
import { sql } from 'kysely'
import pg from 'pg'
import type { Database, Store } from '.'

/**
 * How processes on one database notify each other of changes: a short line, sent when the change is committed. SQLite has a single
 * process and sends nothing.
 */
export interface Signals {
  /** Inside a transaction the line is sent on commit. */
  send(db: Database, line: string): Promise<void>
  stop(): Promise<void>
}

const CHANNEL = 'second_look'
const RETRY = 1_000

/** @param missed called whenever listening starts, also the first time: earlier lines are lost, so the state must be read again */
export function openSignals({ kind, url }: Pick<Store, 'kind' | 'url'>, heard: (line: string) => void, missed: () => void): Signals {
  if (kind === 'sqlite') return { send: async () => {}, stop: async () => {} }
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
  return {
    send: async (db, line) => void (await sql`select pg_notify(${CHANNEL}, ${line})`.execute(db)),
    async stop() {
      stopped = true
      await client?.end().catch(() => {})
    },
  }
}
