import { setTimeout as pause } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { RoomView } from '@/scenarios/engine/live/view'
import { AUTH_SECRET } from '@/tests/support/apart'
import {
  type Session,
  Stream,
  answer,
  ask,
  facilitatorAction,
  joinBy,
  openSession,
  participantStream,
  giveCommand,
} from '@/tests/support/live'
import { Phone, ballotFor } from '@/tests/support/phone'
import { type TestServer, startServer } from '@/tests/support/server'
import { holdStore, onPostgres } from '@/tests/support/store'
import { participantOf } from './stored-rooms'

onPostgres((fresh) => {
  const store = holdStore(fresh)
  let a: TestServer
  let b: TestServer
  beforeAll(async () => {
    // Each has its own data directory, as on separate machines, but they share the secret.
    const started = await Promise.all([1, 2].map(() => startServer({ databaseUrl: store().url!, env: { AUTH_SECRET } })))
    ;[a, b] = started as [TestServer, TestServer]
    return () => Promise.all(started.map((s) => s.stop()))
  })

  const open: { close(): void }[] = []
  afterEach(() => {
    for (const one of open.splice(0)) one.close()
  })
  const keep = <T extends { close(): void }>(one: T): T => {
    open.push(one)
    return one
  }
  const on = (server: TestServer, session: Session): Session => ({ ...session, base: `${server.url}/en/live/${session.id}` })
  async function watch(session: Session, as: 'facilitator' | 'projector'): Promise<Stream> {
    const stream = keep(
      new Stream(`${session.base}/stream?as=${as}&key=${session.projectorKey}`, as === 'facilitator' ? session.cookie : ''),
    )
    await stream.connect()
    return stream
  }
  async function read(session: Session, cookie: string): Promise<Stream> {
    const stream = keep(participantStream(session.base, cookie))
    await stream.connect()
    return stream
  }
  /** Gives commands one after the other, alternating between A and B. @returns the version they lead to */
  async function give(session: Session, version: number, ...commands: (AskedCommand | 'start' | 'vote' | 'reveal')[]): Promise<number> {
    for (const command of commands) {
      const reply = await giveCommand(
        on(version % 2 === 0 ? a : b, session),
        version,
        typeof command === 'string' ? { type: command } : command,
      )
      expect(reply, JSON.stringify(command)).toEqual({ status: 200, version: version + 1 })
      version++
    }
    return version
  }
  const cast = (session: Session, cookie: string, { moment, vote, question }: RoomView, lot = 0) =>
    answer(session.base, cookie, { moment, seq: Date.now(), about: vote!, ballot: ballotFor(question!, lot) })
  const joinEach = (session: Session, n: number) =>
    Promise.all(Array.from({ length: n }, (_, i) => joinBy((i % 2 === 0 ? a : b).url, session)))
  const idOf = ({ id }: Session, cookie: string) => participantOf(id, cookie.split('=')[1]!)
  const erase = ({ base, cookie }: Session) =>
    ask(`${base}/delete`, { method: 'POST', cookie, body: 'confirm=yes', type: 'application/x-www-form-urlencoded' })
  /** Cuts the connections for signals between the two. They reconnect after a second. */
  async function deafen(): Promise<void> {
    const cut =
      await sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'listen %'`.execute(
        store().db,
      )
    expect(cut.rows).toHaveLength(2)
  }
  const roomIn = ({ facilitator: _, ...room }: RoomView) => room

  describe('a session', () => {
    test('works with commands, streams, votes and cockpits spread over both', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 12)
      // People who joined on one server read from the other.
      const streams = await Promise.all(cookies.map((cookie, i) => read(on(i % 2 === 0 ? b : a, session), cookie)))
      const cockpits = await Promise.all([a, b].map((server) => watch(on(server, session), 'facilitator')))
      const projector = await watch(on(b, session), 'projector')
      for (const cockpit of cockpits) await cockpit.until((s) => s.counts?.joined === 12)

      let version = await give(session, 0, 'start', 'vote')
      await Promise.all(streams.map((s) => s.until(({ view }) => view!.version === version)))
      expect(new Set(streams.map((s) => JSON.stringify(s.view))).size).toBe(1)
      const seen = streams[0]!.view!
      const replies = await Promise.all(cookies.map((cookie, i) => cast(on(i % 2 === 0 ? a : b, session), cookie, seen, i < 8 ? 0 : 0.99)))
      expect(replies.filter((r) => r.status !== 200)).toEqual([])
      for (const screen of [...cockpits, projector]) await screen.until((s) => s.counts?.answered === 12)

      version = await give(session, version, { type: 'discuss', seconds: 60 }, 'vote')
      await Promise.all(streams.map((s) => s.until(({ view }) => view!.vote === 'round-2')))
      // All send to A, and the cockpit on B must learn of it.
      for (const cookie of cookies) await cast(on(a, session), cookie, streams[0]!.view!)
      for (const cockpit of cockpits) await cockpit.until((s) => s.counts?.answered === 12)
      version = await give(session, version, 'reveal')
      await Promise.all(streams.map((s) => s.until(({ view }) => view!.phase === 'revealed')))
      for (const { view } of streams) expect(view!.totals!.rounds.map((r) => r!.voted)).toEqual([12, 12])
      expect(new Set(streams.map((s) => JSON.stringify(s.view))).size).toBe(1)

      version = await give(session, version, { type: 'decide', by: 'majority' })
      await Promise.all([...streams, ...cockpits, projector].map((s) => s.until(({ view }) => view!.version === version)))
      expect(roomIn(cockpits[0]!.view!)).toEqual(roomIn(cockpits[1]!.view!))
      expect(streams[0]!.view!.followed?.chose ?? streams[0]!.view!.n).not.toBe(1)
    })

    test('counts a vote posted to A in a cockpit on B', async () => {
      const session = await openSession(b.url)
      const [cookie] = await joinEach(session, 1)
      const cockpit = await watch(on(b, session), 'facilitator')
      await give(session, 0, 'start', 'vote')
      await cockpit.until((s) => s.view!.phase === 'voting')
      expect(cockpit.counts!.answered).toBe(0)
      // B counts once more after a cockpit opens. After that it counts only when A signals.
      await pause(1_000)
      expect(await cast(on(a, session), cookie!, cockpit.view!)).toMatchObject({ status: 200 })
      await cockpit.until((s) => s.counts!.answered === 1)
    })

    test('accepts no vote on A once B has revealed, and counts every earlier one', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 60)
      const cockpit = await watch(on(b, session), 'facilitator')
      await give(session, 0, 'start', 'vote')
      await cockpit.until((s) => s.view!.phase === 'voting')
      const voting = Promise.all(cookies.map((cookie) => cast(on(a, session), cookie, cockpit.view!)))
      expect(await giveCommand(on(b, session), 2, { type: 'reveal' })).toMatchObject({ status: 200 })
      const replies = await voting
      const taken = replies.filter((r) => r.status === 200).length
      expect(replies.filter((r) => r.status !== 200 && r.reason !== 'closed')).toEqual([])
      await cockpit.until((s) => s.view!.phase === 'revealed')
      expect(cockpit.view!.totals!.rounds[0]?.voted ?? 0).toBe(taken >= 5 ? taken : 0)
      expect(await cast(on(a, session), cookies[0]!, { ...cockpit.view!, vote: 'round-1' })).toMatchObject({
        status: 409,
        reason: 'closed',
      })
    })

    test('accepts one of two commands given to the same version by two cockpits, and answers the other with the current version', async () => {
      const session = await openSession(a.url)
      const cockpits = await Promise.all([a, b].map((server) => watch(on(server, session), 'facilitator')))
      for (let version = 0; version < 20; version++) {
        const type = version === 0 ? ('start' as const) : version % 2 === 1 ? ('vote' as const) : ('undo' as const)
        const replies = await Promise.all([a, b].map((server) => giveCommand(on(server, session), version, { type })))
        expect(replies.map((r) => r.status).sort(), `at version ${version}`).toEqual([200, 409])
        expect(replies.find((r) => r.status === 409)).toEqual({ status: 409, reason: 'moved-on', version: version + 1 })
        // The loser has read the log before the other's signal arrived, but its screens must be updated too.
        for (const cockpit of cockpits) await cockpit.until((s) => s.view!.version === version + 1)
      }
      expect(roomIn(cockpits[0]!.view!)).toEqual(roomIn(cockpits[1]!.view!))
      const log = await store()
        .db.selectFrom('room_command')
        .select('version')
        .where('room_id', '=', session.id)
        .orderBy('version')
        .execute()
      expect(log.map((l) => l.version)).toEqual([...Array(20).keys()].map((v) => v + 1))
    })
  })

  describe('people who come and go', () => {
    test('somebody removed on A loses the stream on B, and cannot vote or return there, but their answers stay in what B shows', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 7)
      const streams = await Promise.all(cookies.map((cookie) => read(on(b, session), cookie)))
      const version = await give(session, 0, 'start', 'vote')
      await Promise.all(streams.map((s) => s.until(({ view }) => view!.version === version)))
      for (const cookie of cookies) await cast(on(b, session), cookie, streams[0]!.view!)
      await give(session, version, 'reveal')
      await Promise.all(streams.map((s) => s.until(({ view }) => view!.totals?.rounds[0]?.voted === 7)))
      const gone = cookies[1]!
      expect((await facilitatorAction(on(a, session), { type: 'remove', participant: idOf(session, gone) })).status).toBe(200)
      await streams[1]!.until((s) => s.gone === 'removed' && !s.open)
      expect(await cast(on(b, session), gone, { ...streams[1]!.view!, vote: 'round-1' })).toMatchObject({ status: 403 })
      expect((await ask(`${on(b, session).base}/state?as=participant`, { cookie: gone })).status).toBe(403)
      await expect(joinBy(b.url, session, { cookie: gone })).rejects.toThrow('note=removed')
      const projector = await watch(on(b, session), 'projector')
      await projector.until((s) => s.counts?.joined === 6)
      expect(projector.view!.totals!.rounds[0]!.voted).toBe(7)
    })

    test('a screen opened later on B sees the totals, although others joined on A meanwhile', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 6)
      const version = await give(session, 0, 'start', 'vote')
      const cockpit = await watch(on(a, session), 'facilitator')
      await cockpit.until((s) => s.view!.version === version)
      for (const cookie of cookies) await cast(on(a, session), cookie, cockpit.view!)
      await give(session, version, 'reveal')
      const late = await joinBy(a.url, session)
      const viewOnB = async () => {
        const { body } = await ask(`${on(b, session).base}/state?as=participant`, { cookie: late })
        return (JSON.parse(body) as { view: RoomView }).view
      }
      await expect.poll(async () => (await viewOnB()).version, { interval: 5 }).toBe(version + 1)
      // B gets the signal about the newcomer at about this time.
      for (const until = Date.now() + 800; Date.now() < until; ) expect((await viewOnB()).totals?.rounds[0]?.voted).toBe(6)
      expect((await read(on(b, session), late)).view!.totals!.rounds[0]!.voted).toBe(6)
    })

    test('waits on A for phones on B, and no longer once they have left', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 6)
      const cockpits = await Promise.all([a, b].map((server) => watch(on(server, session), 'facilitator')))
      const streams = await Promise.all(cookies.map((cookie, i) => read(on(i < 2 ? a : b, session), cookie)))
      for (const cockpit of cockpits) await cockpit.until((s) => s.counts?.of === 6)
      await give(session, 0, 'start', 'vote')
      await streams[5]!.until((s) => s.view!.phase === 'voting')
      await cast(on(a, session), cookies[5]!, streams[5]!.view!)
      for (const cockpit of cockpits) await cockpit.until((s) => s.counts?.answered === 1 && s.counts.of === 6)
      for (const stream of streams.slice(1)) stream.close()
      for (const cockpit of cockpits) await cockpit.until((s) => s.counts?.of === 2)
      expect(cockpits.map((s) => s.counts!.joined)).toEqual([6, 6])
    })

    test('hands counted on A after the reveal show on B', async () => {
      const session = await openSession(a.url, { audience: 'hands' })
      const projector = await watch(on(b, session), 'projector')
      await give(session, 0, 'start', 'vote', 'reveal')
      await projector.until((s) => s.view!.phase === 'revealed')
      const { question } = projector.view!
      const act = question?.kind === 'decide' ? question.act : null
      expect((await facilitatorAction(on(a, session), { type: 'hands', counts: { [act!.options[0]!.id]: 9 } })).status).toBe(200)
      await projector.until((s) => s.view!.totals?.rounds[0]?.voted === 9)
    })

    test('a session locked on A refuses newcomers on B at once', async () => {
      const session = await openSession(a.url)
      await joinEach(session, 2)
      for (let version = 0; version < 10; version += 2) {
        expect(await giveCommand(on(a, session), version, { type: 'lock' })).toMatchObject({ status: 200 })
        await expect(joinBy(b.url, session)).rejects.toThrow('note=locked')
        expect(await giveCommand(on(a, session), version + 1, { type: 'unlock' })).toMatchObject({ status: 200 })
        await joinBy(b.url, session)
      }
    })

    test('two people with one nickname who join on A and B at once get distinct names and numbers', async () => {
      const session = await openSession(a.url, { names: 'nicknames' })
      const cockpit = await watch(on(b, session), 'facilitator')
      await Promise.all(Array.from({ length: 8 }, (_, i) => joinBy((i % 2 === 0 ? a : b).url, session, { name: 'Ada' })))
      await cockpit.until((s) => s.counts!.joined === 8)
      const rows = await store()
        .db.selectFrom('room_participant')
        .select(['name', 'number'])
        .where('room_id', '=', session.id)
        .orderBy('number')
        .execute()
      expect(rows.map((r) => r.number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
      expect(rows.map((r) => r.name).sort()).toEqual(['Ada', ...[2, 3, 4, 5, 6, 7, 8].map((n) => `Ada ${n}`)])
    })

    test('a new code on A invalidates the old one on B, and the projector there reloads', async () => {
      const session = await openSession(a.url)
      let reloads = 0
      const count = (name: string) => {
        if (name === 'reload') reloads++
      }
      const projector = keep(new Stream(`${on(b, session).base}/stream?as=projector&key=${session.projectorKey}`, '', count))
      await projector.connect()
      expect((await facilitatorAction(on(a, session), { type: 'code' })).status).toBe(200)
      await projector.until(() => reloads === 1)
      await expect(joinBy(b.url, session)).rejects.toThrow('note=wrong')
    })

    test('a session deleted on A ends on B and is gone', async () => {
      const session = await openSession(a.url)
      const cookies = await joinEach(session, 3)
      const there = on(b, session)
      const streams = await Promise.all([
        ...cookies.map((cookie) => read(there, cookie)),
        watch(there, 'facilitator'),
        watch(there, 'projector'),
      ])
      expect((await erase(session)).headers.location).toContain('note=deleted')
      await Promise.all(streams.map((s) => s.until((one) => one.gone === 'deleted' && !one.open)))
      for (const { base } of [there, session]) expect((await ask(`${base}/state?as=participant`, { cookie: cookies[0]! })).status).toBe(404)
    })
  })

  describe('when something breaks', () => {
    test('what happened while B got no signals shows once it listens again', async () => {
      const session = await openSession(a.url)
      const [cookie, other] = await joinEach(session, 2)
      const [stream, removed] = [await read(on(b, session), cookie!), await read(on(b, session), other!)]
      await deafen()
      await give(on(a, session), 0, 'start')
      expect(await giveCommand(on(a, session), 1, { type: 'vote' })).toMatchObject({ status: 200 })
      await facilitatorAction(on(a, session), { type: 'remove', participant: idOf(session, other!) })
      expect(await giveCommand(on(a, session), 2, { type: 'lock' })).toMatchObject({ status: 200 })
      await expect(joinBy(b.url, session)).rejects.toThrow('note=locked')
      await stream.until((s) => s.view!.phase === 'voting' && s.view!.locked)
      await removed.until((s) => s.gone === 'removed')
    })

    test('a session deleted while B gets no signals ends there as deleted, and nobody reads that they were removed', async () => {
      const session = await openSession(a.url)
      const [cookie] = await joinEach(session, 1)
      const there = on(b, session)
      const streams = [await read(there, cookie!), await watch(there, 'facilitator')]
      await deafen()
      expect((await erase(session)).headers.location).toContain('note=deleted')
      for (const stream of streams) await stream.until((s) => s.gone !== null && !s.open)
      expect(streams.map((s) => s.gone)).toEqual(['deleted', 'deleted'])
    })

    test('after kill -9 of A its phones come back on B as the same people with the same view', async () => {
      const session = await openSession(b.url)
      const cockpit = await watch(on(b, session), 'facilitator')
      let port = a.port
      const phones = Array.from({ length: 20 }, () => keep(new Phone({ port: () => port, session })))
      await Promise.all(
        phones.map(async (phone) => {
          await phone.join()
          await phone.watch()
        }),
      )
      await give(session, 0, 'start', 'vote')
      await expect.poll(() => phones.every((p) => p.version === 2)).toBe(true)
      await cockpit.until((s) => s.view!.version === 2)
      const { cookie } = phones[0]!
      const stateOn = async (server: TestServer) =>
        (JSON.parse((await ask(`${on(server, session).base}/state?as=participant`, { cookie })).body) as { view: RoomView }).view
      const before = await stateOn(a)
      const ballot = ballotFor(cockpit.view!.question!, 0)
      const vote = { moment: 1, seq: 1, about: 'round-1', ballot } as const
      for (const phone of phones.slice(0, 10)) expect(await phone.answer(vote)).toBe('taken')

      await a.kill('SIGKILL')
      port = b.port
      await expect.poll(() => phones.filter((p) => !p.live).length, { timeout: 15_000 }).toBe(0)
      // Half of them repeat votes that were already accepted.
      for (const phone of phones) expect(await phone.answer(vote)).toBe('taken')
      expect(await stateOn(b)).toEqual(before)
      await cockpit.until((s) => s.counts!.answered === 20 && s.counts!.joined === 20)
      expect(await giveCommand(on(b, session), 2, { type: 'reveal' })).toMatchObject({ status: 200 })
      await cockpit.until((s) => s.view!.phase === 'revealed')
      expect(cockpit.view!.totals!.rounds[0]!.voted).toBe(20)
      await expect.poll(() => phones.every((p) => p.version === 3)).toBe(true)
    })
  })
})
