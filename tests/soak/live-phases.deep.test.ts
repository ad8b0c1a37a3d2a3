/**
 * The server is killed with -9 in every phase of a session, right after it acknowledged something. With SOAK_RUNS after every command,
 * otherwise after the first one that leads to a phase, and in every other part of the debrief on each database.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { PlayEvent } from '@/scenarios/engine/play/events'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { segmentsOf } from '@/scenarios/engine/play/play'
import type { RoomView } from '@/scenarios/engine/live/view'
import type { Snapshot } from '@/scenarios/engine/live/wire'
import { openStore } from '@/server/database'
import { AUTH_SECRET } from '../support/apart'
import { type Session, answer, ask, joinBy, openSession, giveCommand } from '../support/live'
import { ballotFor } from '../support/phone'
import { variantIn, tour } from '../support/play'
import { type TestServer, startServer } from '../support/server'
import { type Address, onPostgres } from '../support/store'

const PHONES = 6
const whole = process.env.SOAK_RUNS !== undefined
type DecideEvent = Extract<PlayEvent, { type: 'decide' }>

async function soak(address: Address): Promise<void> {
  // On PostgreSQL a server comes back on another machine, with only the secret.
  const at = { env: { AUTH_SECRET }, ...('url' in address ? { databaseUrl: address.url } : { dataDir: address.directory }) }
  let server: TestServer = await startServer(at)
  const store = openStore(address)
  const known = variantIn('P02', 'hostile')
  const phases = new Set<string>()
  const parts = new Set<string>()
  let [seq, version, kills] = [0, 0, 0]
  const sent = new Map<string, string>()
  try {
    const session: Session = await openSession(server.url, { scenario: 'P02', size: '20' })
    const cookies: string[] = []
    for (let n = 0; n < PHONES; n++) cookies.push(await joinBy(server.url, session))
    const state = async (as = 'facilitator', cookie = session.cookie) =>
      JSON.parse(
        (await ask(`${session.base}/state?as=${as}&key=${session.projectorKey}`, { cookie, headers: { connection: 'close' } })).body,
      ) as Snapshot
    const view = async (): Promise<RoomView> => (await state()).view

    const isNew = ({ phase, part, debrief }: RoomView): boolean => {
      if (phase !== 'debrief') return !phases.has(phase)
      parts.add(part)
      return debrief!.parts.indexOf(part) % 2 === (store.kind === 'sqlite' ? 0 : 1)
    }

    async function kill(): Promise<RoomView> {
      await server.kill('SIGKILL')
      kills++
      server = await startServer({ ...at, port: server.port })
      const rows = await store.db
        .selectFrom('room_answer')
        .select(['moment', 'about', 'body', 'seq'])
        .where('room_id', '=', session.id)
        .execute()
      const kept = new Map(rows.map(({ moment, about, seq: n }) => [`${moment} ${about} ${Number(n)}`, true]))
      for (const key of sent.values()) expect(kept.has(key), `an answer that was acknowledged: ${key}`).toBe(true)
      expect(rows.length, 'no answer twice').toBe(sent.size)
      const now = await view()
      expect(now.version, 'the version that was acknowledged').toBe(version)
      phases.add(now.phase)
      if (now.phase === 'debrief') parts.add(now.part)
      for (const cookie of cookies.slice(0, 1))
        expect((await state('participant', cookie)).view).toMatchObject({ version, phase: now.phase })
      expect((await state('projector', '')).view).toMatchObject({ version, phase: now.phase })
      return now
    }
    async function give(command: AskedCommand, isKilled = true): Promise<RoomView> {
      const reply = await giveCommand(session, version, command)
      expect(reply, JSON.stringify(command)).toMatchObject({ status: 200 })
      version = reply.version!
      const now = await view()
      return isKilled && (whole || isNew(now)) ? kill() : now
    }
    async function send(what: (view: RoomView, n: number) => object): Promise<RoomView> {
      const now = await view()
      const all = await Promise.all(
        cookies.map(async (cookie, n) => {
          const one = { moment: now.moment, seq: ++seq, ...what(now, n) } as Parameters<typeof answer>[2]
          return {
            who: `${one.moment} ${one.about} ${n}`,
            key: `${one.moment} ${one.about} ${one.seq}`,
            reply: await answer(session.base, cookie, one),
          }
        }),
      )
      expect(all.filter(({ reply }) => reply.status !== 200)).toEqual([])
      for (const { who, key } of all) sent.set(who, key)
      return kill()
    }
    const votes = () => send(({ vote, question }) => ({ about: vote, ballot: ballotFor(question!, 0) }))
    const flags = () =>
      send(({ scene }) => ({
        about: 'flags',
        flags: scene!.show
          .flatMap((a) => segmentsOf(a, { facts: [], checks: [] }))
          .slice(0, 2)
          .map(({ id }) => id),
      }))

    await kill()
    await give({ type: 'introduce' })
    await give({ type: 'start' })
    const way = tour(known)
    const worded = way.findIndex((e) => e.type === 'decide' && Object.keys((e as DecideEvent).choices).length > 1)
    expect(worded).toBeGreaterThan(-1)
    let checked = false
    for (const [i, event] of way.entries()) {
      const here = await view()
      if (event.type === 'check') {
        if (here.phase !== 'checking' && here.phase !== 'weighed') await give({ type: 'askChecks' }, !checked)
        if (!checked) {
          await votes()
          await give({ type: 'reveal' })
        }
        checked = true
        await give({ type: 'check', check: event.check }, false)
      } else if (event.type === 'decide') {
        if (i === worded) {
          await flags()
          if (!checked && here.facilitator!.canCheck) {
            await give({ type: 'askChecks' })
            await votes()
            await give({ type: 'reveal' })
            checked = true
          }
          await give({ type: 'vote', seconds: 60 })
          await votes()
          const { until } = await give({ type: 'timer', seconds: 60 })
          expect(until).not.toBeNull()
          expect((await give({ type: 'pause' })).until).toBeNull()
          expect((await give({ type: 'resume' })).until).toBeGreaterThanOrEqual(until!)
          await give({ type: 'discuss', seconds: 90 })
          await give({ type: 'vote' })
          await votes()
          const revealed = await give({ type: 'reveal' })
          expect(revealed.totals).toMatchObject({ rounds: [{ voted: PHONES }, { voted: PHONES }], changed: 0 })
          const act = Object.values((event as DecideEvent).choices).find(
            (id) => revealed.question?.kind === 'decide' && revealed.question.act.options.some((o) => o.id === id),
          )!
          await give({ type: 'word', act })
          await votes()
          await give({ type: 'decide', by: 'majority', report: true })
        } else await give({ type: 'decide', by: 'facilitator', choices: (event as DecideEvent).choices, report: false }, false)
        if ((await view()).phase === 'consequence' && way[i + 1]?.type !== 'continue') await give({ type: 'continue' })
      } else if (event.type === 'continue' && (await view()).phase === 'consequence') await give({ type: 'continue' }, false)
    }
    await give({ type: 'vote' })
    await votes()
    await give({ type: 'reveal' })
    const { debrief } = await give({ type: 'conclude' })
    for (const part of debrief!.parts.slice(1)) {
      const { part: shown } = await give({ type: 'show', part })
      expect(shown).toBe(part)
      const { view: seen } = await state('participant', cookies[0]!)
      expect(seen.debrief!.verdict).not.toBeNull()
    }
    await give({ type: 'attendance', open: true })
    const signed = await ask(`${session.base}/attendance/sign`, {
      method: 'POST',
      cookie: cookies[0]!,
      body: 'name=Ada&organisation=Board',
      type: 'application/x-www-form-urlencoded',
    })
    expect(signed.headers.location).toContain('note=signed')
    await give({ type: 'close' })
    expect(await store.db.selectFrom('room_attendance').select('name').where('room_id', '=', session.id).execute()).toEqual([
      { name: 'Ada' },
    ])
    expect((await state('participant', cookies[0]!)).view.debrief!.keep).not.toBeNull()

    expect([...phases].sort()).toEqual(
      [
        'checking',
        'closed',
        'consequence',
        'debrief',
        'discussing',
        'lobby',
        'opening',
        'reading',
        'revealed',
        'voting',
        'weighed',
        'wording',
      ].sort(),
    )
    expect([...parts]).toEqual(expect.arrayContaining(['ratings', 'verdict', 'ending', 'signs', 'keep']))
    console.log(
      `${store.kind}: killed ${kills} times, in ${phases.size} phases and ${parts.size} parts of the debrief; ${sent.size} answers kept`,
    )
  } finally {
    await store.db.destroy()
    await server.kill('SIGKILL')
  }
}

// Both databases at the same time, because most of it is waiting for a server to come back.
describe.concurrent('kill -9 in every phase', () => {
  const directory = mkdtempSync(join(tmpdir(), 'second-look-live-phases-'))
  afterAll(() => rmSync(directory, { recursive: true, force: true }))
  test('loses nothing that was acknowledged, on SQLite', () => soak({ directory }), 580_000)
  onPostgres((fresh) => {
    test('loses nothing that was acknowledged', async () => soak(await fresh()), 580_000)
  })
})
