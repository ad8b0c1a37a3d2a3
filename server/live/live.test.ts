/** The live core behind a real HTTP server in this process, on each database: what peers get wrong, one test each. */
import { type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Answer } from '@/scenarios/engine/ballot'
import { submissionsOf } from '@/scenarios/engine/graph'
import { type Choices, isAct, offered, sceneOf, shownSegments } from '@/scenarios/engine/play'
import { roomState } from '@/scenarios/engine/room'
import type { AskedCommand, SessionPlan } from '@/scenarios/engine/room-schema'
import { type Session, Stream, answer, ask, desk, joinBy, participantStream, tell } from '@/tests/support/live'
import { everything, holdStore, onEachDatabase } from '@/tests/support/store'
import { newToken } from '../learners'
import { handleLive } from './http'
import { type Hub, hub } from './hub'
import { take } from './live-room'
import { csvOf, reportOf } from './report'
import { sweep } from './retention'
import { hostsOf } from './hosts'
import { addHosts, createRoom, participantOf, readRoom } from './rooms'

process.env.TRUSTED_PROXIES = '1'
const DAY = 24 * 3600_000

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  const held = globalThis as { secondLookHub?: Hub }
  let server: Server
  let origin: string
  beforeAll(async () => {
    server = createServer((request, response) => {
      if (!handleLive(request, response)) response.writeHead(404).end()
    }).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await hub().close()
    held.secondLookHub = undefined
    server.closeAllConnections()
    server.close()
  })

  async function open(plan: Partial<SessionPlan> = {}): Promise<Session> {
    const made = (await createRoom({ pattern: 'P01', nature: 'hostile', minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0, ...plan }, 'en'))!
    const facilitator = newToken()
    await addHosts(made.id, hostsOf(facilitator, undefined))
    const row = (await readRoom(made.id))!
    return { id: made.id, base: `${origin}/en/live/${made.id}`, code: row.code!, hostLink: '', projectorKey: row.projector_key, cookie: `facilitator=${facilitator}` }
  }
  const stateOf = async ({ id }: Session) => roomState((await hub().room(id))!.history)
  /** Commands one after the other, each at the version it finds. */
  async function run(session: Session, ...commands: (AskedCommand | 'start' | 'vote' | 'reveal' | 'continue' | 'undo' | 'lock' | 'unlock' | 'pause' | 'resume' | 'close' | 'reopen' | 'conclude')[]) {
    for (const command of commands) {
      const { history } = (await hub().room(session.id))!
      const reply = await tell(session, history.length - 1, typeof command === 'string' ? { type: command } : command)
      expect(reply, JSON.stringify(command)).toMatchObject({ status: 200 })
    }
  }
  const people = (session: Session, n: number) => Promise.all(Array.from({ length: n }, () => joinBy(origin, session)))
  /** Every submission on offer now. */
  async function offers(session: Session): Promise<Choices[]> {
    const { script, history } = (await hub().room(session.id))!
    return [...submissionsOf(sceneOf(script.play, roomState(history).play), roomState(history).play)]
  }
  let seq = 1
  const vote = (choices: Choices, round = 1, moment = 1): Answer => ({ moment, seq: seq++, about: `round-${round}`, ballot: { kind: 'decide', choices } })
  async function snapshot(session: Session, as: string, cookie: string): Promise<{ status: number; view: Stream['view']; counts: Stream['counts'] }> {
    const { status, body } = await ask(`${session.base}/state?as=${as}`, { cookie })
    return { status, ...(JSON.parse(body || '{}') as { view: Stream['view']; counts: Stream['counts'] }) }
  }

  describe('joining', () => {
    test('works by the code alone, and again is no second person', async () => {
      const session = await open()
      const cookie = await joinBy(origin, session)
      expect(await joinBy(origin, session, { cookie })).toBe(cookie)
      expect((await hub().room(session.id))!.people.size).toBe(1)
    })
    test('with a wrong or expired code leads back, and after a hundred wrong ones nobody guesses on for a minute', async () => {
      const session = await open()
      await expect(joinBy(origin, { ...session, code: '00000000' })).rejects.toThrow('note=wrong')
      await store().db.updateTable('room').set({ code_expires_at: Date.now() - 1 }).where('id', '=', session.id).execute()
      await expect(joinBy(origin, session)).rejects.toThrow('note=wrong')
      await store().db.updateTable('room').set({ code_expires_at: Date.now() + DAY }).where('id', '=', session.id).execute()
      const [from, elsewhere] = store().kind === 'sqlite' ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.3', '192.0.2.4']
      for (let guess = 0; guess < 100; guess++) await expect(joinBy(origin, { ...session, code: '00000001' }, { from })).rejects.toThrow('note=wrong')
      await expect(joinBy(origin, session, { from })).rejects.toThrow('note=tooMany')
      expect(await joinBy(origin, session, { from: elsewhere })).toContain('participant=')
    })
    test('asks for a nickname where there are some, refuses an offensive one, and tells two of one name apart', async () => {
      const session = await open({ names: 'nicknames' })
      await expect(joinBy(origin, session)).rejects.toThrow('note=name')
      await expect(joinBy(origin, session, { name: '  ' })).rejects.toThrow('note=empty')
      await expect(joinBy(origin, session, { name: 'fuck you' })).rejects.toThrow('note=offensive')
      for (const name of ['Ada', 'ada', ' Scunthorpe ']) await joinBy(origin, session, { name })
      expect([...(await hub().room(session.id))!.people.values()].map((p) => p.name)).toEqual(['Ada', 'ada 2', 'Scunthorpe'])
    })
    test('a locked session is refused to newcomers, and open to those who are in', async () => {
      const session = await open()
      const cookie = await joinBy(origin, session)
      await run(session, 'lock')
      await expect(joinBy(origin, session)).rejects.toThrow('note=locked')
      expect(await joinBy(origin, session, { cookie })).toBe(cookie)
      await run(session, 'unlock')
      await joinBy(origin, session)
    })
    test('late shows the present scene, and the vote that is open', async () => {
      const session = await open()
      await run(session, 'start', 'vote')
      const { view } = await snapshot(session, 'participant', await joinBy(origin, session))
      expect(view).toMatchObject({ phase: 'voting', vote: 'round-1', moment: 1, version: 2 })
      expect(view!.scene!.show.length).toBeGreaterThan(0)
      expect(view!.question!.kind).toBe('decide')
    })
    test('a hundred at once are a hundred', async () => {
      const session = await open()
      expect(new Set(await people(session, 100)).size).toBe(100)
      expect([...(await hub().room(session.id))!.people.values()].map((p) => p.number).sort((a, b) => a - b)).toEqual([...Array(100).keys()].map((i) => i + 1))
    })
  })

  describe('a vote', () => {
    test('counts once, however often it is sent, and a change of mind replaces it', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start', 'vote')
      const [first, second] = await offers(session)
      const sent = vote(first!)
      for (let repeat = 0; repeat < 5; repeat++) expect(await answer(session.base, cookie!, sent)).toMatchObject({ status: 200 })
      const changed = vote(second!)
      expect(await answer(session.base, cookie!, changed)).toMatchObject({ status: 200 })
      // A late repeat of the first is acknowledged, and changes nothing.
      expect(await answer(session.base, cookie!, sent)).toMatchObject({ status: 200 })
      const rows = await store().db.selectFrom('room_answer').selectAll().where('room_id', '=', session.id).execute()
      expect(rows).toHaveLength(1)
      expect(JSON.parse(rows[0]!.body)).toMatchObject({ choices: second })
    })
    test('of three hundred in one moment none is lost', async () => {
      const session = await open()
      const cookies = await people(session, 300)
      await run(session, 'start', 'vote')
      const all = await offers(session)
      const replies = await Promise.all(cookies.map((cookie, i) => answer(session.base, cookie, vote(all[i % all.length]!))))
      expect(replies.every((r) => r.status === 200)).toBe(true)
      expect((await snapshot(session, 'projector', session.cookie)).counts).toMatchObject({ joined: 300 })
      await run(session, 'reveal')
      const { view } = await snapshot(session, 'participant', cookies[0]!)
      expect(view!.totals!.rounds[0]!.voted).toBe(300)
    })
    test('after the close is refused, for another moment or for what is not on offer too', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start')
      const [choices] = await offers(session)
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 409, reason: 'closed' })
      await run(session, 'vote')
      expect(await answer(session.base, cookie!, vote(choices!, 2))).toMatchObject({ status: 409, reason: 'closed' })
      expect(await answer(session.base, cookie!, vote(choices!, 1, 7))).toMatchObject({ status: 409, reason: 'closed' })
      expect(await answer(session.base, cookie!, vote({ nothing: 'nothing' }))).toMatchObject({ status: 409, reason: 'unfit' })
      await run(session, 'reveal')
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 409, reason: 'closed' })
      await run(session, 'pause')
      expect(await answer(session.base, cookie!, { moment: 1, seq: seq++, about: 'flags', flags: [] })).toMatchObject({ status: 409, reason: 'closed' })
    })
    test('never lands after the reveal that was committed before it, in a hundred tries at once', async () => {
      const session = await open()
      const cookies = await people(session, 100)
      await run(session, 'start', 'vote')
      const [choices] = await offers(session)
      const replies = Promise.all(cookies.map((cookie) => answer(session.base, cookie, vote(choices!))))
      await run(session, 'reveal')
      const taken = (await replies).filter((r) => r.status === 200).length
      const rows = await store().db.selectFrom('room_answer').select('body').where('room_id', '=', session.id).execute()
      expect(rows).toHaveLength(taken)
      const { view } = await snapshot(session, 'participant', cookies[0]!)
      expect(view!.totals!.rounds[0]?.voted ?? 0).toBe(taken >= 5 ? taken : 0)
    })
    test('of somebody who did not join, or was removed, is refused', async () => {
      const session = await open()
      const [cookie, other] = await people(session, 2)
      await run(session, 'start', 'vote')
      const [choices] = await offers(session)
      expect(await answer(session.base, 'participant=stranger', vote(choices!))).toMatchObject({ status: 403 })
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 200 })
      const stream = participantStream(session.base, cookie!)
      await stream.connect()
      const removed = participantOf(session.id, cookie!.split('=')[1]!)
      expect(await desk(session, { type: 'remove', participant: removed })).toMatchObject({ status: 200 })
      await stream.until((s) => s.gone === 'removed')
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 403 })
      await expect(joinBy(origin, session, { cookie: cookie! })).rejects.toThrow('note=removed')
      expect(await answer(session.base, other!, vote(choices!))).toMatchObject({ status: 200 })
      expect((await snapshot(session, 'host', session.cookie)).counts!.answered).toBe(1)
    })
    test('are told to the host as they come: who is new, and everybody anew after a removal', async () => {
      const session = await open()
      const [first] = await people(session, 2)
      const told: [string, number][] = []
      const stream = new Stream(`${session.base}/stream?as=host`, session.cookie, (name, data) => {
        if (name === 'people' || name === 'joined') told.push([name, (data as unknown[]).length])
      })
      await stream.connect()
      await stream.until((s) => s.people.size === 2)
      await people(session, 1)
      await stream.until((s) => s.people.size === 3)
      await people(session, 1)
      await stream.until((s) => s.people.size === 4)
      expect(told[0]).toEqual(['people', 2])
      expect(told.at(-1)).toEqual(['joined', 1])
      expect(await desk(session, { type: 'remove', participant: participantOf(session.id, first!.split('=')[1]!) })).toMatchObject({ status: 200 })
      await stream.until((s) => s.people.size === 3)
      expect(told.at(-1)).toEqual(['people', 3])
      stream.close()
    })
    test('by a plain form is read as the phone reads it', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start', 'vote')
      const [choices] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      const [[decision, option]] = Object.entries(choices!) as [[string, string]]
      const form = new URLSearchParams({ moment: '1', about: 'round-1', [`choice:${decision}`]: option, sure: 'fairly' }).toString()
      const reply = await ask(`${session.base}/answers`, { method: 'POST', cookie: cookie!, body: form, type: 'application/x-www-form-urlencoded' })
      expect([reply.status, reply.headers.location]).toEqual([303, `/en/live/${session.id}`])
      const rows = await store().db.selectFrom('room_answer').select('body').where('room_id', '=', session.id).execute()
      expect(rows.map((r) => JSON.parse(r.body))).toEqual([{ kind: 'decide', choices, sure: 'fairly' }])
    })
  })

  describe('the totals', () => {
    test('are nobody’s before the reveal, and nobody’s at all of fewer than five', async () => {
      const session = await open()
      const cookies = await people(session, 5)
      await run(session, 'start', 'vote')
      const [choices] = await offers(session)
      for (const cookie of cookies.slice(0, 4)) await answer(session.base, cookie, vote(choices!))
      for (const as of ['participant', 'projector']) {
        const { view, counts } = await snapshot(session, as, as === 'participant' ? cookies[0]! : session.cookie)
        expect([view!.totals, view!.host, counts?.host ?? null]).toEqual([null, null, null])
      }
      await run(session, 'reveal')
      expect((await snapshot(session, 'participant', cookies[0]!)).view!.totals!.rounds).toEqual([null])
      await run(session, 'undo')
      await answer(session.base, cookies[4]!, vote(choices!))
      await run(session, 'reveal')
      expect((await snapshot(session, 'participant', cookies[0]!)).view!.totals!.rounds).toMatchObject([{ voted: 5 }])
    })
    test('of flags come with the reveal, and flags after it are refused', async () => {
      const session = await open()
      const cookies = await people(session, 5)
      await run(session, 'start')
      const { script, history } = (await hub().room(session.id))!
      const state = roomState(history)
      const [segment] = shownSegments(sceneOf(script.play, state.play), state.play).filter((s) => !script.compiled.key.segments[s.id]!.about)
      const flags = (ids: string[]): Answer => ({ moment: 1, seq: seq++, about: 'flags', flags: ids })
      for (const cookie of cookies) expect(await answer(session.base, cookie, flags([segment!.id]))).toMatchObject({ status: 200 })
      expect(await answer(session.base, cookies[0]!, flags(['nothing']))).toMatchObject({ status: 409, reason: 'unfit' })
      await run(session, 'vote', 'reveal')
      expect((await snapshot(session, 'participant', cookies[0]!)).view!.totals!.flags).toEqual({ by: 5, counts: { [segment!.id]: 5 } })
      expect(await answer(session.base, cookies[0]!, flags([]))).toMatchObject({ status: 409, reason: 'closed' })
    })
    test('take in hands that were counted in the room', async () => {
      const session = await open({ audience: 'hands' })
      await run(session, 'start')
      expect(await desk(session, { type: 'hands', counts: {} })).toMatchObject({ status: 409 })
      await run(session, 'vote')
      const { script, history } = (await hub().room(session.id))!
      const act = offered(sceneOf(script.play, roomState(history).play), roomState(history).play).find(isAct)!
      const [a, b] = act.options
      expect(await desk(session, { type: 'hands', counts: { [a!.id]: 7, [b!.id]: 4 } })).toMatchObject({ status: 200 })
      await desk(session, { type: 'hands', counts: { [a!.id]: 3, [b!.id]: 9 } })
      await run(session, 'reveal')
      expect((await snapshot(session, 'projector', session.cookie)).view!.totals!.rounds).toEqual([{ voted: 12, counts: { [act.id]: { [a!.id]: 3, [b!.id]: 9 } } }])
      await run(session, { type: 'decide', by: 'majority' })
      expect((await stateOf(session)).steps.at(-1)!.event).toMatchObject({ choices: { [act.id]: b!.id } })
    })
  })

  describe('the facilitator', () => {
    test('alone commands: no participant, no projector, no stranger, no other site', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      for (const who of [cookie!, '', 'facilitator=guess', `participant=${session.projectorKey}`]) {
        expect(await tell({ ...session, cookie: who }, 0, { type: 'start' })).toMatchObject({ status: 403 })
        expect((await desk({ ...session, cookie: who }, { type: 'code' })).status).toBe(403)
        expect((await snapshot(session, 'host', who)).status).toBe(403)
      }
      const other = await ask(`${session.base}/commands`, { method: 'POST', cookie: session.cookie, body: '{"version":0,"command":{"type":"start"}}', headers: { origin: 'https://evil.example' } })
      expect(other.status).toBe(403)
      expect((await stateOf(session)).phase).toBe('lobby')
    })
    test('has a projector that shows with its key, and to nobody without', async () => {
      const session = await open()
      expect((await ask(`${session.base}/state?as=projector&key=${session.projectorKey}`)).status).toBe(200)
      for (const key of ['', 'guess']) expect((await ask(`${session.base}/state?as=projector&key=${key}`)).status).toBe(403)
    })
    test('on two cockpits is carried out once, and both see the same', async () => {
      const session = await open()
      const screens = [1, 2].map(() => new Stream(`${session.base}/stream?as=host`, session.cookie))
      await Promise.all(screens.map((s) => s.connect()))
      const replies = await Promise.all([1, 2].map(() => tell(session, 0, { type: 'start' })))
      expect(replies.map((r) => r.status).sort()).toEqual([200, 409])
      expect(replies.find((r) => r.status === 409)).toMatchObject({ reason: 'moved-on', version: 1 })
      for (const screen of screens) await screen.until((s) => s.view?.version === 1)
      expect(screens[0]!.view).toEqual(screens[1]!.view)
      for (const screen of screens) screen.close()
    })
    test('settles a tie, and is told when nobody voted', async () => {
      const session = await open()
      const cookies = await people(session, 2)
      await run(session, 'start', 'vote')
      const version = (await hub().room(session.id))!.history.length - 1
      expect(await tell(session, version, { type: 'decide', by: 'majority' })).toMatchObject({ status: 409, reason: 'nobody-voted' })
      const single = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const [i, cookie] of cookies.entries()) await answer(session.base, cookie, vote(single[i]!))
      expect(await tell(session, version, { type: 'decide', by: 'majority' })).toMatchObject({ status: 409, reason: 'tie', tied: Object.keys(single[0]!) })
      await run(session, { type: 'decide', by: 'facilitator', choices: single[1]! })
      expect((await stateOf(session)).steps).toHaveLength(1)
    })
    test.each([
      '', '{', '[]', '{"version":0}', '{"version":-1,"command":{"type":"start"}}', '{"version":0,"command":{"type":"start","extra":1}}',
      '{"version":0,"command":{"type":"return","to":1e99,"whatIf":true}}', JSON.stringify({ version: 0, command: { type: 'show', part: 'x'.repeat(20_000) } }),
    ])('sends nothing malformed: %s', async (body) => {
      const session = await open()
      expect((await ask(`${session.base}/commands`, { method: 'POST', cookie: session.cookie, body })).status).toBe(400)
      expect((await ask(`${session.base}/desk`, { method: 'POST', cookie: session.cookie, body })).status).toBe(400)
      const [cookie] = await people(session, 1)
      expect((await ask(`${session.base}/answers`, { method: 'POST', cookie: cookie!, body })).status).toBe(400)
    })
  })

  describe('a stream', () => {
    test('begins with the whole view and goes on with what changes', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      const events: [string, unknown][] = []
      const stream = participantStream(session.base, cookie!, (name, data) => events.push([name, data]))
      await stream.connect()
      await run(session, 'start', 'vote')
      await stream.until((s) => s.view?.phase === 'voting')
      expect(events.map(([name]) => name)).toEqual(['hello', 'view', 'view', 'view'])
      expect(Object.keys(events[3]![1] as object)).not.toContain('scene')
      expect(stream.view).toEqual((await snapshot(session, 'participant', cookie!)).view)
      stream.close()
    })
    test('misses nothing where somebody else opens one while a command is on its way to the screens', async () => {
      const session = await open()
      const [cookie, late] = await people(session, 2)
      const first = participantStream(session.base, cookie!)
      await first.connect()
      const room = (await hub().room(session.id))!
      // As between the commit of a command, here or elsewhere, and the word that it is to be shown.
      take(room, { type: 'start' }, Date.now())
      const second = participantStream(session.base, late!)
      await second.connect()
      await hub().changed(room)
      await first.until((s) => s.view!.version === 1)
      expect(first.view).toEqual(second.view)
      for (const stream of [first, second]) stream.close()
    })
    test('of a deleted session ends, and its address leads nowhere', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      const stream = participantStream(session.base, cookie!)
      await stream.connect()
      await store().db.updateTable('room').set({ active_at: Date.now() - 91 * DAY }).where('id', '=', session.id).execute()
      expect((await sweep()).deleted).toBe(1)
      await stream.until((s) => s.gone === 'deleted')
      expect((await ask(`${session.base}/state?as=participant`, { cookie: cookie! })).status).toBe(404)
      expect((await everything(store())).filter((r) => r.row.includes(session.id))).toEqual([])
    })
  })

  describe('afterwards', () => {
    test('the report holds totals and nothing about anybody, and the answers go a day after the close', async () => {
      const session = await open({ names: 'nicknames' })
      const names = ['Quirinus', 'Zenobia', 'Melchior', 'Iphigenia', 'Ottokar', 'Wendelin']
      const cookies = await Promise.all(names.map((name) => joinBy(origin, session, { name })))
      await run(session, 'start', 'vote')
      const single = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const [i, cookie] of cookies.entries()) await answer(session.base, cookie, vote(single[i < 4 ? 0 : 1]!))
      await desk(session, { type: 'note', moment: 1, text: 'They asked =about(fees)' })
      await run(session, { type: 'discuss', seconds: 60 }, 'vote')
      for (const cookie of cookies) await answer(session.base, cookie, vote(single[0]!, 2))
      await run(session, 'reveal', { type: 'decide', by: 'majority' }, 'close')
      const before = (await reportOf(session.id))!
      expect(before.moments[0]).toMatchObject({ voted: [6, 6], note: 'They asked =about(fees)', decided: { by: 'majority' } })
      expect(before.joined).toBe(6)
      // Two votes would single out two: they are merged, and with them what could be told from them.
      expect(JSON.stringify(before.moments[0]!.questions)).not.toMatch(/"counts":\[(\d+,)?[12](,\d+)?\]/)
      const text = JSON.stringify(before) + csvOf(before)
      for (const name of [...names, ...cookies.map((c) => c.split('=')[1]!)]) expect(text).not.toContain(name)
      await run(session, 'reopen', 'close')
      await store().db.updateTable('room').set({ active_at: Date.now() - DAY - 1 }).where('id', '=', session.id).execute()
      expect((await sweep()).merged).toBe(1)
      expect(await reportOf(session.id)).toEqual({ ...before, minutes: expect.any(Number), moments: expect.anything() })
      const left = (await everything(store())).filter((r) => r.row.includes(session.id)).map((r) => r.table)
      expect(new Set(left)).toEqual(new Set(['room', 'room_host', 'room_command']))
      const { history } = (await hub().room(session.id))!
      expect(await tell(session, history.length - 1, { type: 'reopen' })).toMatchObject({ status: 409, reason: 'purged' })
    })
  })
})
