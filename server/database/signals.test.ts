import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { holdStore, onPostgres } from '@/tests/support/store'
import { openSignals } from './signals'

onPostgres((fresh) => {
  const store = holdStore(fresh)

  test('a listener is notified whenever it may have missed something, also at the start, and receives what is committed', async () => {
    const heard: string[] = []
    let missed = 0
    const signals = openSignals(
      store(),
      (line) => heard.push(line),
      () => missed++,
    )
    try {
      // Anything read before this moment may be out of date, and no signal says so.
      await expect.poll(() => missed).toBe(1)
      await signals.send(store().db, 'one')
      await store()
        .db.transaction()
        .execute(async (db) => {
          await signals.send(db, 'undone')
          throw new Error('rolled back')
        })
        .catch(() => {})
      await signals.send(store().db, 'two')
      await expect.poll(() => heard).toEqual(['one', 'two'])
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`.execute(
        store().db,
      )
      await expect.poll(() => missed, { timeout: 10_000 }).toBe(2)
      await signals.send(store().db, 'three')
      await expect.poll(() => heard).toEqual(['one', 'two', 'three'])
    } finally {
      await signals.stop()
    }
  })
})
