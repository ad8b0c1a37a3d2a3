import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { holdStore, onPostgres } from '@/tests/support/store'
import { listenForSignals, sendSignal } from './signals'

onPostgres((fresh) => {
  const store = holdStore(fresh)

  test('a listener is notified whenever it may have missed something, also at the start, and receives what is committed', async () => {
    const heard: string[] = []
    let missed = 0
    const stop = listenForSignals(
      store(),
      (line) => heard.push(line),
      () => missed++,
    )
    try {
      // Anything read before this moment may be out of date, and no signal will say so.
      await expect.poll(() => missed).toBe(1)
      await sendSignal(store().db, 'one')
      await store()
        .db.transaction()
        .execute(async (db) => {
          await sendSignal(db, 'undone')
          throw new Error('rolled back')
        })
        .catch(() => {})
      await sendSignal(store().db, 'two')
      await expect.poll(() => heard).toEqual(['one', 'two'])
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`.execute(
        store().db,
      )
      await expect.poll(() => missed, { timeout: 10_000 }).toBe(2)
      await sendSignal(store().db, 'three')
      await expect.poll(() => heard).toEqual(['one', 'two', 'three'])
    } finally {
      await stop()
    }
  })
})
