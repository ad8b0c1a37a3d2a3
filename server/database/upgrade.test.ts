/** Upgrading from the first schema to today's: people are still who they were; attempts and sessions of the first format are gone. */
import { readFileSync } from 'node:fs'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { AUTH_SECRET } from '@/tests/support/people'
import { ask } from '@/tests/support/live'
import { Visitor } from '@/tests/support/visitor'
import { startServer } from '@/tests/support/server'
import { type Address, onEachDatabase, storeAt } from '@/tests/support/store'
import { oldNamesUntil } from '../http/cookies'
import { migrate, openStore } from '.'
import { migrations } from './migrations'

const ROWS = readFileSync('tests/fixtures/first-release.sql', 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('insert '))
const LEARNER = 'learner=a-device-of-the-first-release'
const FACILITATOR = 'facilitator=a-facilitator-of-the-first-release'

/** The first schema with its rows. */
async function loadFirst(address: Address): Promise<string[]> {
  const { db } = await storeAt(address, '002-rooms')
  for (const row of ROWS) await sql.raw(row.replace(/;$/, '')).execute(db)
  const now = Date.now()
  for (const [table, column] of [
    ['learner', 'created_at'],
    ['device', 'created_at'],
    ['attempt', 'started_at'],
    ['event', 'at'],
    ['room', 'active_at'],
  ] as const) {
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${now}`.execute(db)
  }
  const rooms = (await db.selectFrom('room').select('id').execute()).map((r) => r.id)
  await db.destroy()
  return rooms
}

describe('an upgrade from the first schema', () => {
  onEachDatabase((fresh) => {
    test('of an empty database equals a new one: old cookie names are never read [p:cookies-exchanged]', async () => {
      const store = openStore(await fresh())
      await migrate(store)
      expect(await oldNamesUntil(store.db)).toBe(0)
      await store.db.destroy()
    })

    test('by two processes that start together keeps learners and their devices, and they can start anew', async () => {
      const address = await fresh()
      const rooms = await loadFirst(address)
      const where = 'url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }
      // SQLite serves one process; store.test.ts covers a second one that finds it migrated.
      const servers = await Promise.all(('url' in address ? [1, 2] : [1]).map(() => startServer({ ...where, env: { AUTH_SECRET } })))
      const said = servers.map((server) => server.output()).join('\n')
      expect(said.match(/migrated \(/g)).toHaveLength(1)
      expect(said).toContain(Object.keys(migrations).sort().slice(2).join(', '))

      const after = openStore(address)
      expect(await oldNamesUntil(after.db)).toBeGreaterThan(Date.now())
      await after.db.destroy()

      const { url } = servers.at(-1)!
      const learner = new Visitor(url, LEARNER)
      const list = await learner.get('/en/learn')
      expect(list.status).toBe(200)
      expect(list.body).not.toContain('/en/learn/attempts/')
      expect((await learner.get('/en/learn/attempts/begun-of-the-1-release')).status).toBe(307)
      const { location } = await learner.post('/en/learn/P01/start')
      expect((await learner.get(location)).status).toBe(200)
      const store = openStore(address)
      const { id: owner } = await store.db.selectFrom('learner').select('id').executeTakeFirstOrThrow()
      const attempts = await store.db.selectFrom('attempt').select(['id', 'learner_id']).execute()
      expect(attempts).toEqual([{ id: location.split('/').at(-1), learner_id: owner }])
      await store.db.destroy()

      expect(rooms).toHaveLength(2)
      for (const room of rooms) expect((await ask(`${url}/en/live/${room}/report`, { cookie: FACILITATOR })).status).toBe(307)
      for (const server of servers) await server.stop()
    })
  })
})
