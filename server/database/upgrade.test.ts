/** Upgrading from the first schema to today's: everything people had is still there and can be continued. */
import { readFileSync } from 'node:fs'
import { Migrator, sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { replay } from '@/scenarios/engine/play/journal'
import { AUTH_SECRET } from '@/tests/support/people'
import { ask } from '@/tests/support/live'
import { fittingEvents } from '@/tests/support/random-play'
import { startServer } from '@/tests/support/server'
import { type Address, onEachDatabase } from '@/tests/support/store'
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
  const { db } = openStore(address)
  const { error } = await new Migrator({ db, provider: { getMigrations: async () => migrations } }).migrateTo('002-rooms')
  if (error) throw error
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

    test('by two processes that start together keeps attempts, debriefs and reports', async () => {
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
      const list = await ask(`${url}/en/learn`, { cookie: LEARNER })
      expect(list.body).toContain('/en/learn/attempts/begun-of-the-1-release')

      const debrief = await ask(`${url}/en/learn/attempts/finished-of-1-release/debrief`, { cookie: LEARNER })
      expect(debrief.status).toBe(200)
      expect(debrief.body).toContain('<h1')

      // The unfinished attempt, or its successor, can be continued and takes an event.
      let page = '/en/learn/attempts/begun-of-the-1-release'
      let reply = await ask(`${url}${page}`, { cookie: LEARNER })
      for (let hop = 0; reply.status === 307 && hop < 3; hop++) {
        page = reply.headers.location!.split('?')[0]!
        reply = await ask(`${url}${page}`, { cookie: LEARNER })
      }
      expect(reply.status).toBe(200)
      const store = openStore(address)
      const id = page.split('/').at(-1)!
      const count = async () => (await store.db.selectFrom('event').select('seq').where('attempt_id', '=', id).execute()).length
      const before = await count()
      expect(before).toBeGreaterThan(0)
      const act = { seq: before, events: [await nextEvent(store.db, id)] }
      const taken = await ask(`${url}${page}/events`, {
        method: 'POST',
        cookie: LEARNER,
        body: JSON.stringify(act),
        headers: { accept: 'application/json' },
      })
      expect([taken.status, taken.body]).toEqual([200, JSON.stringify({ length: before + 1 })])
      expect(await count()).toBe(before + 1)
      await store.db.destroy()

      expect(rooms).toHaveLength(2)
      for (const room of rooms) {
        const report = await ask(`${url}/en/live/${room}/report`, { cookie: FACILITATOR })
        expect(report.status).toBe(200)
        const read = await ask(`${url}/en/live/${room}/report/json`, { cookie: FACILITATOR })
        expect(JSON.parse(read.body)).toMatchObject({ joined: 6 })
      }
      for (const server of servers) await server.stop()
    })
  })
})

/** An event that is valid next, by the play the attempt was started on. */
async function nextEvent(db: ReturnType<typeof openStore>['db'], id: string) {
  const { hash } = await db.selectFrom('attempt').select('hash').where('id', '=', id).executeTakeFirstOrThrow()
  const { body } = await db.selectFrom('compiled').select('body').where('hash', '=', hash).executeTakeFirstOrThrow()
  const { play } = JSON.parse(body)
  const events = (await db.selectFrom('event').select('body').where('attempt_id', '=', id).orderBy('seq').execute()).map((r) =>
    JSON.parse(r.body),
  )
  return fittingEvents(play, replay(play, events).state)[0]!
}
