/** `kill -9` while a hundred learners write: SOAK_RUNS times (3) on SQLite, once on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterAll, describe, expect, test } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { Play } from '@/scenarios/engine/play/play'
import { type Store, openStore } from '@/server/database'
import type { StructureBody } from '@/server/library/archive'
import { type TestServer, startServer } from '../support/server'
import { type Address, onPostgres } from '../support/store'
import { Learner, randomOf } from './learner'

const RUNS = Number(process.env.SOAK_RUNS || 3)
const LEARNERS = 100
const SCENARIOS = ['P01', 'P02', 'P03']
const MINUTE = 60_000

async function journals({ db }: Store): Promise<Map<string, { seq: number; event: PlayEvent }[]>> {
  const rows = await db
    .selectFrom('attempt')
    .leftJoin('event', 'event.attempt_id', 'attempt.id')
    .select(['attempt.id', 'seq', 'body'])
    .orderBy('seq')
    .execute()
  const kept = new Map<string, { seq: number; event: PlayEvent }[]>()
  for (const { id, seq, body } of rows) {
    const journal = kept.get(id) ?? []
    kept.set(id, journal)
    if (body !== null) journal.push({ seq: seq!, event: JSON.parse(body) as PlayEvent })
  }
  return kept
}

/** @returns the number of stored events that were never acknowledged */
async function compare(store: Store, learners: Learner[]): Promise<number> {
  if (store.kind === 'sqlite') {
    expect((await sql`pragma integrity_check`.execute(store.db)).rows).toEqual([{ integrity_check: 'ok' }])
    expect((await sql`pragma foreign_key_check`.execute(store.db)).rows).toEqual([])
  }
  const kept = await journals(store)
  let unacknowledged = 0
  for (const { attempt, played, acknowledged, sent } of learners) {
    if (attempt === null) continue
    const journal = kept.get(attempt)
    expect(journal, 'an attempt whose start was acknowledged').toBeDefined()
    expect(journal!.map((e) => e.seq)).toEqual(journal!.map((_, i) => i))
    expect(journal!.map((e) => e.event)).toEqual(played.slice(0, journal!.length))
    expect(journal!.length).toBeGreaterThanOrEqual(acknowledged)
    expect(journal!.length).toBeLessThanOrEqual(sent)
    unacknowledged += journal!.length - acknowledged
  }
  return unacknowledged
}

function plays({ db }: Store): (attempt: string) => Promise<Play> {
  const known = new Map<string, Play>()
  return async (attempt) => {
    const row = await db.selectFrom('attempt').select(['structure', 'variant']).where('id', '=', attempt).executeTakeFirstOrThrow()
    const key = `${row.structure} ${row.variant}`
    if (!known.has(key)) {
      const { body } = await db.selectFrom('scenario_structure').select('body').where('hash', '=', row.structure).executeTakeFirstOrThrow()
      known.set(key, (JSON.parse(body) as StructureBody).structure[row.variant]!.play)
    }
    return known.get(key)!
  }
}

async function soak(address: Address, runs: number, seed: number): Promise<void> {
  const random = randomOf(seed)
  const at = 'url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }
  let server: TestServer = await startServer(at)
  const store = openStore(address)
  const playOf = plays(store)
  const everybody: Learner[] = []
  try {
    for (let run = 1; run <= runs; run++) {
      const learners = Array.from(
        { length: LEARNERS },
        (_, i) => new Learner(SCENARIOS[i % SCENARIOS.length]!, randomOf(Math.floor(random() * 2 ** 32))),
      )
      everybody.push(...learners)
      // They start over half a second, so that some may be killed right at the start.
      const playing = Promise.all(
        learners.map(async (learner) => {
          await pause(random() * 500)
          await learner.playOn(server.url, playOf)
        }),
      )
      const after = 600 + random() * 2_400
      await Promise.race([pause(after), playing])
      const open = learners.filter((l) => l.waiting).length
      await server.kill('SIGKILL')
      await playing
      expect(open, 'requests open at the kill').toBeGreaterThan(0)

      server = await startServer(at)
      const unacknowledged = await compare(store, everybody)
      const acknowledged = learners.reduce((sum, l) => sum + l.acknowledged, 0)
      await Promise.all(learners.map((learner) => learner.playOn(server.url, playOf, 4)))
      for (const learner of learners) expect(learner.sent).toBe(learner.acknowledged)
      expect(await compare(store, everybody)).toBe(0)
      console.log(
        `${store.kind}, kill ${run}: after ${Math.round(after)} ms, ${acknowledged} events acknowledged and kept, ${open} requests open, ${unacknowledged} events kept that nobody was told of`,
      )
    }
    // The comparison detects differences.
    const { attempt, acknowledged } = everybody.find((l) => l.acknowledged > 0)!
    await store.db
      .deleteFrom('event')
      .where('attempt_id', '=', attempt)
      .where('seq', '=', acknowledged - 1)
      .execute()
    await expect(compare(store, everybody)).rejects.toThrow()
  } finally {
    await store.db.destroy()
    await server.kill('SIGKILL')
  }
}

const seed = Number(process.env.SOAK_SEED || Date.now() % 2 ** 31)

describe(`kill -9 in the middle of writes, seed ${seed}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-soak-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  test(`loses nothing that was acknowledged, on SQLite, ${RUNS} times`, () => soak({ directory }, RUNS, seed), RUNS * MINUTE)

  onPostgres((fresh) => {
    test('loses nothing that was acknowledged', async () => soak(await fresh(), 1, seed), 2 * MINUTE)
  })
})
