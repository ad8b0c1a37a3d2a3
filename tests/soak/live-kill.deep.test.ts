/** `kill -9` while a room of two hundred votes: SOAK_RUNS times (3) on SQLite, once on PostgreSQL. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import type { Answer } from '@/scenarios/engine/live/ballot'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { type Store, openStore } from '@/server/database'
import { participantOf } from '@/server/live/stored-rooms'
import { type Session, Stream, openSession, giveCommand } from '../support/live'
import { Phone, ballotFor } from '../support/phone'
import { type TestServer, startServer } from '../support/server'
import { type Address, onPostgres } from '../support/store'
import { randomOf } from './learner'

const RUNS = Number(process.env.SOAK_RUNS || 3)
const PHONES = 200
const MINUTE = 60_000
/** Votes come over this many milliseconds. */
const WINDOW = 1_500
/** Everybody is back this many milliseconds after the server is up. */
const BACK = 5_000

interface Voter {
  phone: Phone
  sent: Answer | null
  acknowledged: boolean
}

class Cockpit {
  private stream: Stream
  constructor(readonly session: Session) {
    this.stream = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
  }
  get view(): RoomView {
    return this.stream.view!
  }
  /** How many would report, which no other screen knows before the debrief. */
  get wouldReport(): number | undefined {
    return this.stream.counts?.facilitator?.totals.rounds[0]?.reported
  }
  async open(): Promise<void> {
    this.stream.close()
    this.stream = new Stream(`${this.session.base}/stream?as=facilitator`, this.session.cookie)
    await this.stream.connect()
  }
  async give(command: AskedCommand, voters: Voter[]): Promise<void> {
    const reply = await giveCommand(this.session, this.view.version, command)
    expect(reply, JSON.stringify(command)).toMatchObject({ status: 200 })
    await this.stream.until((s) => s.view!.version === reply.version)
    await expect.poll(() => voters.filter(({ phone }) => phone.version < reply.version!).length, { timeout: 10_000 }).toBe(0)
  }
  close() {
    this.stream.close()
  }
}

/** Without the facilitator's own part, which has figures of the vote. */
const roomIn = ({ facilitator: _, ...room }: RoomView) => room

async function arrive(port: number, session: Session, random: () => number): Promise<Voter[]> {
  const voters = Array.from(
    { length: PHONES },
    (): Voter => ({
      phone: new Phone({ port: () => port, session, random: randomOf(Math.floor(random() * 2 ** 32)) }),
      sent: null,
      acknowledged: false,
    }),
  )
  await Promise.all(
    voters.map(async ({ phone }) => {
      await phone.join()
      await phone.watch()
    }),
  )
  return voters
}

function castVotes(voters: Voter[], { moment, vote, question }: RoomView, random: () => number): Promise<string[]> {
  return Promise.all(
    voters.map(async (voter) => {
      await pause(random() * WINDOW)
      voter.sent = { moment, seq: Date.now(), about: vote!, ballot: ballotFor(question!, random()) }
      const result = await voter.phone.answer(voter.sent)
      voter.acknowledged = result === 'taken'
      return result
    }),
  )
}

/** @returns the number of stored votes that were never acknowledged */
async function compare({ db }: Store, { id }: Session, voters: Voter[], acknowledged: ReadonlySet<Voter>): Promise<number> {
  const rows = await db.selectFrom('room_answer').selectAll().where('room_id', '=', id).execute()
  const byParticipant = new Map(rows.map((row) => [row.participant, row]))
  expect(byParticipant.size, 'votes, one a participant').toBe(rows.length)
  const known = new Map(voters.map((voter) => [participantOf(id, voter.phone.cookie.split('=')[1]!), voter]))
  for (const [participant, row] of byParticipant) {
    const sent = known.get(participant)?.sent
    expect(sent, 'a vote that somebody sent').toMatchObject({
      moment: row.moment,
      about: row.about,
      seq: Number(row.seq),
      ballot: JSON.parse(row.body) as object,
    })
  }
  for (const [participant, voter] of known)
    if (acknowledged.has(voter)) expect(byParticipant.has(participant), 'a vote that was acknowledged').toBe(true)
  return rows.length - acknowledged.size
}

function sums(voters: Voter[]): Record<string, Record<string, number>> {
  const counts: Record<string, Record<string, number>> = {}
  for (const { sent } of voters) {
    const { choices } = (sent as { ballot: { choices: Record<string, string> } }).ballot
    for (const [asked, option] of Object.entries(choices)) {
      const row = (counts[asked] ??= {})
      row[option] = (row[option] ?? 0) + 1
    }
  }
  return counts
}

async function soak(address: Address, runs: number, seed: number): Promise<void> {
  const random = randomOf(seed)
  const at = 'url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }
  let server: TestServer = await startServer(at)
  const store = openStore(address)
  const { port } = server
  let voters: Voter[] = []
  try {
    for (let run = 1; run <= runs; run++) {
      const cockpit = new Cockpit(await openSession(server.url, { size: String(PHONES) }))
      await cockpit.open()
      voters = await arrive(port, cockpit.session, random)
      await cockpit.give({ type: 'start' }, voters)
      await cockpit.give({ type: 'vote' }, voters)
      const before = cockpit.view
      const voting = castVotes(voters, before, random)
      const after = 100 + random() * (WINDOW - 200)
      await pause(after)
      await server.kill('SIGKILL')
      // What was under way when the server died has arrived.
      await pause(20)
      const acknowledged = new Set(voters.filter((v) => v.acknowledged))
      const unacknowledged = await compare(store, cockpit.session, voters, acknowledged)

      server = await startServer({ ...at, port })
      const up = performance.now()
      await expect.poll(() => voters.filter(({ phone }) => !phone.live).length, { timeout: 2 * BACK, interval: 20 }).toBe(0)
      expect(
        voters.filter(({ phone }) => phone.sawAt > up + BACK),
        'phones that came back late',
      ).toEqual([])
      expect((await voting).filter((result) => result !== 'taken')).toEqual([])
      expect(await compare(store, cockpit.session, voters, new Set(voters))).toBe(0)

      await cockpit.open()
      expect(roomIn(cockpit.view)).toEqual(roomIn(before))
      expect(voters.filter(({ phone }) => phone.version !== before.version)).toEqual([])
      await cockpit.give({ type: 'reveal' }, voters)
      const wouldReport = voters.filter(({ sent }) => (sent as { ballot: { reported?: true } }).ballot.reported).length
      expect(cockpit.view.totals!.rounds).toEqual([{ voted: PHONES, reported: wouldReport, counts: sums(voters) }])
      await expect.poll(() => cockpit.wouldReport).toBe(wouldReport)
      const { choices } = (voters[0]!.sent as { ballot: { choices: Record<string, string> } }).ballot
      await cockpit.give({ type: 'decide', by: 'facilitator', choices }, voters)
      expect(cockpit.view.followed?.reply ?? null, `${wouldReport} of ${PHONES} would tell`).toEqual(
        wouldReport * 2 > PHONES ? expect.any(String) : null,
      )
      if (cockpit.view.phase === 'consequence') await cockpit.give({ type: 'continue' }, voters)
      expect(cockpit.view).toMatchObject({ phase: 'reading', n: 2 })

      const last = Math.max(...voters.map(({ phone }) => phone.sawAt))
      console.log(
        `${store.kind}, kill ${run}: after ${Math.round(after)} ms, ${acknowledged.size} votes acknowledged and kept, ${unacknowledged} kept that nobody was told of, ` +
          `the last stream back ${Math.round(Math.max(0, last - up))} ms after the server was up`,
      )
      if (run === runs) {
        // The comparison detects differences.
        const lost = participantOf(cockpit.session.id, voters[0]!.phone.cookie.split('=')[1]!)
        await store.db.deleteFrom('room_answer').where('participant', '=', lost).execute()
        await expect(compare(store, cockpit.session, voters, new Set(voters))).rejects.toThrow('acknowledged')
      }
      cockpit.close()
      for (const { phone } of voters) phone.close()
    }
  } finally {
    for (const { phone } of voters) phone.close()
    await store.db.destroy()
    await server.kill('SIGKILL')
  }
}

const seed = Number(process.env.SOAK_SEED || Date.now() % 2 ** 31)

describe(`kill -9 in the middle of a vote, seed ${seed}`, () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-live-soak-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))

  test(
    `loses no vote, counts none twice and brings everybody back, on SQLite, ${RUNS} times`,
    () => soak({ directory }, RUNS, seed),
    RUNS * MINUTE,
  )

  onPostgres((fresh) => {
    test('loses no vote, counts none twice and brings everybody back', async () => soak(await fresh(), 1, seed), 2 * MINUTE)
  })
})
