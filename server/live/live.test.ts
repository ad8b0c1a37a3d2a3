import { describe, expect, test } from 'vitest'
import { isAct, offered, sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { roomState } from '@/scenarios/engine/live/room'
import { Stream, answer, ask, facilitatorAction, participantStream } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { countWrongGuess } from '../http/guesses'
import { liveRoom } from './open-rooms'
import { signOff, signedScenarios } from '../library/sign-offs'
import { passOf } from './passes'
import { isDraft, participantOf, readRoom } from './stored-rooms'
import { renewCode } from './codes'

const DAY = 24 * 3600_000

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const { open, stateOf, run, join, people, offers, vote, flags, snapshot } = holdLiveCore()

  describe('joining', () => {
    test('works by code, and joining again adds no second person', async () => {
      const session = await open()
      const cookie = await join(session)
      expect(await join(session, { cookie })).toBe(cookie)
      expect((await liveRoom(session.id))!.people.size).toBe(1)
    })
    test('with a wrong or expired code leads back; after a hundred wrong ones guessing stops for a minute, but the right code still works [p:join-codes] [p:limit-guesses]', async () => {
      const session = await open()
      await expect(join({ ...session, code: '00000000' })).rejects.toThrow('note=wrong')
      await store()
        .db.updateTable('room')
        .set({ code_expires_at: Date.now() - 1 })
        .where('id', '=', session.id)
        .execute()
      await expect(join(session)).rejects.toThrow('note=wrong')
      await store()
        .db.updateTable('room')
        .set({ code_expires_at: Date.now() + DAY })
        .where('id', '=', session.id)
        .execute()
      const [from, elsewhere] = store().kind === 'sqlite' ? ['192.0.2.1', '192.0.2.2'] : ['192.0.2.3', '192.0.2.4']
      for (let guess = 0; guess < 100; guess++) await expect(join({ ...session, code: '00000001' }, { from })).rejects.toThrow('note=wrong')
      await expect(join({ ...session, code: '00000001' }, { from })).rejects.toThrow('note=tooMany')
      for (const place of [from, elsewhere]) expect(await join(session, { from: place })).toContain('participant=')
      for (let guess = 101; guess < 1_000; guess++) await countWrongGuess(from)
      await expect(join(session, { from })).rejects.toThrow('note=tooMany')
      // Somebody who scanned the QR code does not count as guessing. A wrong or old key in it is worth as little as none.
      const pass = passOf((await readRoom(session.id))!)
      expect(await join(session, { from, pass })).toContain('participant=')
      for (const wrong of ['', pass.slice(1), passOf({ id: session.id, code: '00000001' }), passOf({ id: 'other', code: session.code })])
        await expect(join(session, { from, pass: wrong })).rejects.toThrow('note=tooMany')
      await expect(join({ ...session, code: '00000001' }, { from, pass })).rejects.toThrow('note=tooMany')
      const row = (await readRoom(session.id))!
      expect(JSON.stringify(row)).not.toContain(pass)
      await renewCode(session.id)
      const { code } = (await readRoom(session.id))!
      await expect(join({ ...session, code: code! }, { from, pass })).rejects.toThrow('note=tooMany')
    })
    test('shows the cockpit when a right code was refused, and nobody when a wrong one was', async () => {
      const session = await open()
      const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
      await cockpit.connect()
      await cockpit.until((s) => s.counts !== null)
      const from = store().kind === 'sqlite' ? '192.0.2.25' : '192.0.2.26'
      for (let guess = 0; guess < 1_000; guess++) await countWrongGuess(from)
      await expect(join({ ...session, code: '00000001' }, { from })).rejects.toThrow('note=tooMany')
      expect(cockpit.counts!.facilitator!.refused).toBeNull()
      const before = Date.now()
      await expect(join(session, { from })).rejects.toThrow('note=tooMany')
      await cockpit.until((s) => (s.counts?.facilitator?.refused ?? 0) >= before)
      cockpit.close()
    })
    test('asks for a nickname if the session has them, refuses an empty one, and distinguishes equal ones', async () => {
      const session = await open({ names: 'nicknames' })
      await expect(join(session)).rejects.toThrow('note=name')
      for (const name of ['  ', '\u200b\n']) await expect(join(session, { name })).rejects.toThrow('note=empty')
      for (const name of ['Ada', 'ada', ' Zoë\n of  here ']) await join(session, { name })
      expect([...(await liveRoom(session.id))!.people.values()].map((p) => p.name)).toEqual(['Ada', 'ada 2', 'Zoë of here'])
    })
    test('is refused to newcomers in a locked session, and open to people already in', async () => {
      const session = await open()
      const cookie = await join(session)
      await run(session, 'lock')
      await expect(join(session)).rejects.toThrow('note=locked')
      expect(await join(session, { cookie })).toBe(cookie)
      await run(session, 'unlock')
      await join(session)
    })
    test('of a session that is over is refused for that reason, not as locked', async () => {
      const session = await open()
      await run(session, 'lock', 'close')
      await expect(join(session)).rejects.toThrow('note=over')
    })
    test('late shows the current scene and the open vote', async () => {
      const session = await open()
      await run(session, 'start', 'vote')
      const { view } = await snapshot(session, 'participant', await join(session))
      expect(view).toMatchObject({ phase: 'voting', vote: 'round-1', moment: 1, version: 2 })
      expect(view!.scene!.show.length).toBeGreaterThan(0)
      expect(view!.question!.kind).toBe('decide')
    })
    test('is limited per address by the size of the session, and starts from zero with a new code [p:limit-open]', async () => {
      const session = await open({ size: 2 })
      const [from, elsewhere] = store().kind === 'sqlite' ? ['192.0.2.5', '192.0.2.6'] : ['192.0.2.7', '192.0.2.8']
      const cookies = await Promise.all(Array.from({ length: 106 }, () => join(session, { from })))
      await expect(join(session, { from })).rejects.toThrow('note=crowded')
      expect(await join(session, { from, cookie: cookies[0] })).toBe(cookies[0])
      await join(session, { from: elsewhere })
      expect((await facilitatorAction(session, { type: 'code' })).status).toBe(200)
      const { code } = (await readRoom(session.id))!
      await join({ ...session, code: code! }, { from })
      expect((await liveRoom(session.id))!.people.size).toBe(108)
    })
    test('stops if many more come than expected, from anywhere, until somebody is removed [p:limit-open]', async () => {
      const session = await open({ size: 1 })
      const everybody = await Promise.all(
        Array.from({ length: 170 }, (_, i) =>
          join(session, { from: `198.51.100.${i}` }).then(
            () => 'in',
            (e: Error) => e.message,
          ),
        ),
      )
      expect(everybody.filter((how) => how === 'in')).toHaveLength(154)
      expect(everybody.filter((how) => how.includes('note=full'))).toHaveLength(16)
      const [first] = (await liveRoom(session.id))!.people.keys()
      await facilitatorAction(session, { type: 'remove', participant: first! })
      await join(session, { from: '198.51.100.200' })
      await expect(join(session, { from: '198.51.100.200' })).rejects.toThrow('note=full')
    })
    test('a hundred at once are a hundred', async () => {
      const session = await open()
      expect(new Set(await people(session, 100)).size).toBe(100)
      expect([...(await liveRoom(session.id))!.people.values()].map((p) => p.number).sort((a, b) => a - b)).toEqual(
        [...Array(100).keys()].map((i) => i + 1),
      )
    })
  })

  describe('a vote', () => {
    test('counts once, however often it is sent, and can be changed', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start', 'vote')
      const [first, second] = await offers(session)
      const sent = vote(first!)
      for (let repeat = 0; repeat < 5; repeat++) expect(await answer(session.base, cookie!, sent)).toMatchObject({ status: 200 })
      const changed = vote(second!)
      expect(await answer(session.base, cookie!, changed)).toMatchObject({ status: 200 })
      expect(await answer(session.base, cookie!, sent)).toMatchObject({ status: 200 })
      const rows = await store().db.selectFrom('room_answer').selectAll().where('room_id', '=', session.id).execute()
      expect(rows).toHaveLength(1)
      expect(JSON.parse(rows[0]!.body)).toMatchObject({ choices: second })
    })
    test('is not lost among three hundred at once', async () => {
      const session = await open({ size: 300 })
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
    test('is refused after the close, for another moment, and for what is not on offer', async () => {
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
      expect(await answer(session.base, cookie!, flags([]))).toMatchObject({ status: 409, reason: 'closed' })
    })
    test('never counts after a reveal that was committed before it, in a hundred concurrent tries', async () => {
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
    test('is refused from somebody who has not joined or was removed', async () => {
      const session = await open()
      const [cookie, other] = await people(session, 2)
      await run(session, 'start', 'vote')
      const [choices] = await offers(session)
      expect(await answer(session.base, 'participant=stranger', vote(choices!))).toMatchObject({ status: 403 })
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 200 })
      const stream = participantStream(session.base, cookie!)
      await stream.connect()
      const removed = participantOf(session.id, cookie!.split('=')[1]!)
      expect(await facilitatorAction(session, { type: 'remove', participant: removed })).toMatchObject({ status: 200 })
      await stream.until((s) => s.gone === 'removed')
      expect(await answer(session.base, cookie!, vote(choices!))).toMatchObject({ status: 403 })
      await expect(join(session, { cookie: cookie! })).rejects.toThrow('note=removed')
      const named = await open({ names: 'nicknames' })
      const cookieOfAda = await join(named, { name: 'Ada' })
      expect(
        await facilitatorAction(named, { type: 'remove', participant: participantOf(named.id, cookieOfAda.split('=')[1]!) }),
      ).toMatchObject({
        status: 200,
      })
      await expect(join(named, { cookie: cookieOfAda }), 'before a nickname is asked for').rejects.toThrow('note=removed')
      expect(await answer(session.base, other!, vote(choices!))).toMatchObject({ status: 200 })
      // Earlier answers stay in the totals, because the difference would reveal them.
      expect((await snapshot(session, 'facilitator', session.cookie)).counts).toMatchObject({ answered: 2, joined: 1 })
      await run(session, 'close')
      const left = participantOf(session.id, other!.split('=')[1]!)
      expect(await facilitatorAction(session, { type: 'remove', participant: left })).toMatchObject({
        status: 409,
        body: JSON.stringify({ reason: 'not-now' }),
      })
      await run(session, 'reopen')
      expect(await facilitatorAction(session, { type: 'remove', participant: left })).toMatchObject({ status: 200 })
    })
    test('participants appear to the facilitator as they join: only new ones, and everybody again after a removal', async () => {
      const session = await open()
      const [first] = await people(session, 2)
      const received: [string, number][] = []
      const stream = new Stream(`${session.base}/stream?as=facilitator`, session.cookie, (name, data) => {
        if (name === 'people' || name === 'joined') received.push([name, (data as unknown[]).length])
      })
      await stream.connect()
      await stream.until((s) => s.people.size === 2)
      await people(session, 1)
      await stream.until((s) => s.people.size === 3)
      await people(session, 1)
      await stream.until((s) => s.people.size === 4)
      expect(received[0]).toEqual(['people', 2])
      expect(received.at(-1)).toEqual(['joined', 1])
      expect(
        await facilitatorAction(session, { type: 'remove', participant: participantOf(session.id, first!.split('=')[1]!) }),
      ).toMatchObject({
        status: 200,
      })
      await stream.until((s) => s.people.size === 3)
      expect(received.at(-1)).toEqual(['people', 3])
      stream.close()
    })
    test('sent by a plain form is read like the phone’s', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start', 'vote')
      const [choices] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      const [[decision, option]] = Object.entries(choices!) as [[string, string]]
      const form = new URLSearchParams({ moment: '1', about: 'round-1', [`choice:${decision}`]: option, report: '1' }).toString()
      const reply = await ask(`${session.base}/answers`, {
        method: 'POST',
        cookie: cookie!,
        body: form,
        type: 'application/x-www-form-urlencoded',
      })
      expect([reply.status, reply.headers.location]).toEqual([303, `/en/live/${session.id}?reported=1`])
      const rows = await store().db.selectFrom('room_answer').select('body').where('room_id', '=', session.id).execute()
      expect(rows.map((r) => JSON.parse(r.body))).toEqual([{ kind: 'decide', choices, reported: true }])
    })
    test('by a plain form that is incomplete, or of flags, keeps what was pressed', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      await run(session, 'start', 'vote')
      const post = async (fields: Record<string, string>) => {
        const body = new URLSearchParams({ moment: '1', ...fields }).toString()
        const reply = await ask(`${session.base}/answers`, {
          method: 'POST',
          cookie: cookie!,
          body,
          type: 'application/x-www-form-urlencoded',
        })
        return reply.headers.location
      }
      const page = `/en/live/${session.id}`
      expect(await post({ about: 'round-1', report: '1' })).toBe(`${page}?note=incomplete&reported=1`)
      expect(await post({ about: 'flags', flagging: '1', report: '1' })).toBe(`${page}?reported=1`)
      expect(await post({ about: 'flags', flagging: '1' })).toBe(page)
      expect(await post({ about: 'round-1' })).toBe(`${page}?note=incomplete`)
    })
  })

  describe('the totals', () => {
    test('are shown to nobody before the reveal, and never for fewer than five [p:totals-of-five]', async () => {
      const session = await open()
      const cookies = await people(session, 5)
      await run(session, 'start', 'vote')
      const [choices] = await offers(session)
      for (const cookie of cookies.slice(0, 4)) await answer(session.base, cookie, vote(choices!))
      for (const as of ['participant', 'projector']) {
        const { view, counts } = await snapshot(session, as, as === 'participant' ? cookies[0]! : session.cookie)
        expect([view!.totals, view!.facilitator, counts?.facilitator ?? null]).toEqual([null, null, null])
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
      const { script, history } = (await liveRoom(session.id))!
      const state = roomState(history)
      const [segment] = shownSegments(sceneOf(script.play, state.play), state.play).filter(
        (s) => !script.compiled.key.segments[s.id]!.about,
      )
      for (const cookie of cookies) expect(await answer(session.base, cookie, flags([segment!.id]))).toMatchObject({ status: 200 })
      expect(await answer(session.base, cookies[0]!, flags(['nothing']))).toMatchObject({ status: 409, reason: 'unfit' })
      await run(session, 'vote', 'reveal')
      expect((await snapshot(session, 'participant', cookies[0]!)).view!.totals!.flags).toEqual({ by: 5, counts: { [segment!.id]: 5 } })
      expect(await answer(session.base, cookies[0]!, flags([]))).toMatchObject({ status: 409, reason: 'closed' })
    })
    test('are debriefed without the note that nobody has reviewed the scenario once it is signed off here', async () => {
      const session = await open()
      const row = (await readRoom(session.id))!
      const isUnread = async () => isDraft({ script: (await liveRoom(session.id))!.script, row })
      expect(await isUnread()).toBe(true)
      for (const { scenario, variant, version } of await signedScenarios('en'))
        if (scenario.id === row.scenario)
          await signOff({ scenario: scenario.id, variant, ...version, expert: 'Ada Example', note: '', at: 1 })
      expect(await isUnread()).toBe(false)
    })
    test('include hands counted in the room', async () => {
      const session = await open({ audience: 'hands' })
      await run(session, 'start')
      expect(await facilitatorAction(session, { type: 'hands', counts: {} })).toMatchObject({ status: 409 })
      await run(session, 'vote')
      const { script, history } = (await liveRoom(session.id))!
      const act = offered(sceneOf(script.play, roomState(history).play), roomState(history).play).find(isAct)!
      const [a, b] = act.options
      expect(await facilitatorAction(session, { type: 'hands', counts: { [a!.id]: 7, [b!.id]: 4 } })).toMatchObject({ status: 200 })
      await facilitatorAction(session, { type: 'hands', counts: { [a!.id]: 3, [b!.id]: 9, reported: 7 } })
      for (const [counts, reason] of [
        [{ [a!.id]: 9_999 }, 'too-many-hands'],
        [{ [a!.id]: 12, [b!.id]: 6, reported: 40 }, 'too-many-reported'],
      ] as const) {
        const refused = await facilitatorAction(session, { type: 'hands', counts })
        expect([refused.status, JSON.parse(refused.body)]).toEqual([409, { reason }])
      }
      await run(session, 'reveal')
      expect((await snapshot(session, 'projector', session.cookie)).view!.totals!.rounds).toEqual([
        { voted: 12, reported: 7, counts: { [act.id]: { [a!.id]: 3, [b!.id]: 9 } } },
      ])
      await run(session, { type: 'decide', by: 'majority' })
      const { steps, play, chosen } = await stateOf(session)
      expect(play.reports).toHaveLength(1)
      expect(chosen ?? steps.at(-1)!.event).toMatchObject(chosen ? { [act.id]: b!.id } : { choices: { [act.id]: b!.id } })
    })
  })
})
