import { describe, expect, test } from 'vitest'
import { Stream, answer, ask, facilitatorAction, participantStream, giveCommand } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { closeRooms, liveRoom } from './open-rooms'
import { carryOn } from '@/scenarios/engine/live/room'
import { advance } from './live-room'
import { csvOf, summaryOf } from './summary'
import { sweep } from './retention'
import { NameSchema, rename } from './session-plan'
import { participantOf } from './stored-rooms'
import { show } from './screens'

const DAY = 24 * 3600_000

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const { open, stateOf, run, join, people, offers, vote, snapshot } = holdLiveCore()

  describe('the facilitator', () => {
    test('is the only one who commands: no participant, no projector, no stranger, no other site [p:facilitator-alone]', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      for (const who of [cookie!, '', 'facilitator=guess', `participant=${session.projectorKey}`]) {
        expect(await giveCommand({ ...session, cookie: who }, 0, { type: 'start' })).toMatchObject({ status: 403 })
        expect((await facilitatorAction({ ...session, cookie: who }, { type: 'code' })).status).toBe(403)
        expect((await snapshot(session, 'facilitator', who)).status).toBe(403)
      }
      const other = await ask(`${session.base}/commands`, {
        method: 'POST',
        cookie: session.cookie,
        body: '{"version":0,"command":{"type":"start"}}',
        headers: { origin: 'https://evil.example' },
      })
      expect(other.status).toBe(403)
      expect((await stateOf(session)).phase).toBe('lobby')
    })
    test('has a projector that opens only with its key', async () => {
      const session = await open()
      expect((await ask(`${session.base}/state?as=projector&key=${session.projectorKey}`)).status).toBe(200)
      for (const key of ['', 'guess']) expect((await ask(`${session.base}/state?as=projector&key=${key}`)).status).toBe(403)
    })
    test('has a projector that cannot be opened with anything from the database [p:facilitator-links]', async () => {
      const session = await open()
      const rows = await everything(store())
      expect(rows.filter(({ row }) => row.includes(session.projectorKey))).toEqual([])
      expect(rows.some(({ row }) => row.includes(session.id))).toBe(true)
      const other = await open()
      expect((await ask(`${session.base}/state?as=projector&key=${other.projectorKey}`)).status).toBe(403)
    })
    test('sees a removed phone disappear from the list, also in a cockpit that came back after a restart', async () => {
      const session = await open()
      const cookies = await people(session, 3)
      await closeRooms()
      const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
      await cockpit.connect()
      await cockpit.until((s) => s.people.size === 3)
      const gone = participantOf(session.id, cookies[0]!.split('=')[1]!)
      expect((await facilitatorAction(session, { type: 'remove', participant: gone })).status).toBe(200)
      await cockpit.until((s) => s.counts?.joined === 2)
      await cockpit.until((s) => !s.people.has(gone) && s.people.size === 2)
      cockpit.close()
    })
    test('waits for people who are there or have answered, not for those who have left', async () => {
      const session = await open()
      const cookies = await people(session, 6)
      await run(session, 'start', 'vote')
      const [first] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
      await cockpit.connect()
      const phones = cookies.slice(0, 4).map((cookie) => participantStream(session.base, cookie))
      await Promise.all(phones.map((phone) => phone.connect()))
      await cockpit.until((s) => s.counts?.of === 4)
      // One without a stream answers, one with a stream answers and leaves, and one leaves without an answer.
      for (const cookie of [cookies[5]!, cookies[0]!]) await answer(session.base, cookie, vote(first!))
      await cockpit.until((s) => s.counts?.answered === 2 && s.counts.of === 5)
      for (const phone of phones.slice(0, 2)) phone.close()
      await cockpit.until((s) => s.counts?.of === 4)
      expect(cockpit.counts).toMatchObject({ joined: 6, answered: 2, of: 4 })
      // A phone without a stream asks for the state from time to time.
      expect((await snapshot(session, 'participant', cookies[4]!)).status).toBe(200)
      await run(session, { type: 'discuss', seconds: 0 }, 'vote')
      await cockpit.until((s) => s.counts?.answered === 0 && s.counts.of === 3)
      for (const stream of [cockpit, ...phones]) stream.close()
    })
    test('in a room of hands needs no phone, and does not let any in', async () => {
      const session = await open({ audience: 'hands' })
      await expect(join(session)).rejects.toThrow('note=hands')
      expect((await liveRoom(session.id))!.people.size).toBe(0)
    })
    test('on two cockpits is obeyed once, and both see the same', async () => {
      const session = await open()
      const screens = [1, 2].map(() => new Stream(`${session.base}/stream?as=facilitator`, session.cookie))
      await Promise.all(screens.map((s) => s.connect()))
      const replies = await Promise.all([1, 2].map(() => giveCommand(session, 0, { type: 'start' })))
      expect(replies.map((r) => r.status).sort()).toEqual([200, 409])
      expect(replies.find((r) => r.status === 409)).toMatchObject({ reason: 'moved-on', version: 1 })
      for (const screen of screens) await screen.until((s) => s.view?.version === 1)
      expect(screens[0]!.view).toEqual(screens[1]!.view)
      for (const screen of screens) screen.close()
    })
    test('learns how many chose what, but never who [p:no-who-chose]', async () => {
      const session = await open({ names: 'nicknames' })
      const cookies = await Promise.all(['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map((name) => join(session, { name })))
      await run(session, 'start', 'vote')
      const single = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      const withoutVersion = (key: string, value: unknown) => (key === 'version' ? undefined : value)
      /** Everything that a cockpit receives after votes for the first or the second option, at their reveal. */
      const received = async (ways: number[]) => {
        for (const [i, cookie] of cookies.entries()) await answer(session.base, cookie, vote(single[ways[i]!]!))
        await run(session, 'reveal')
        const stream = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
        await stream.connect()
        await stream.until((s) => s.counts?.answered === 5 && s.people.size === 5)
        stream.close()
        const { now: _, ...asked } = (await snapshot(session, 'facilitator', session.cookie)) as Record<string, unknown>
        await run(session, 'undo')
        return JSON.stringify([asked, stream.counts, [...stream.people.values()]], withoutVersion)
      }
      await run(session, 'reveal', 'undo')
      const before = await received([0, 0, 1, 1, 0])
      // The cockpit looks the same whichever of the five are in the minority.
      for (const ways of [
        [0, 1, 0, 0, 1],
        [1, 0, 0, 1, 0],
      ])
        expect((await received(ways)) === before, ways.join()).toBe(true)
      expect((await received([1, 1, 0, 0, 1])) === before).toBe(false)
    })
    test('settles a tie, and learns when nobody voted, or fewer than five did', async () => {
      const session = await open()
      const cookies = await people(session, 6)
      await run(session, 'start', 'vote')
      const version = (await liveRoom(session.id))!.history.length - 1
      expect(await giveCommand(session, version, { type: 'decide', by: 'majority' })).toMatchObject({ status: 409, reason: 'nobody-voted' })
      const single = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const [i, cookie] of cookies.slice(0, 4).entries()) await answer(session.base, cookie, vote(single[i % 2]!))
      expect(await giveCommand(session, version, { type: 'decide', by: 'majority' })).toEqual({ status: 409, reason: 'too-few', version })
      for (const [i, cookie] of cookies.slice(4).entries()) await answer(session.base, cookie, vote(single[i % 2]!))
      expect(await giveCommand(session, version, { type: 'decide', by: 'majority' })).toMatchObject({
        status: 409,
        reason: 'tie',
        tied: Object.keys(single[0]!),
      })
      await run(session, { type: 'decide', by: 'facilitator', choices: single[1]! })
      expect((await stateOf(session)).steps).toHaveLength(1)
    })
    test('reports if more than half of those who voted would, unless the facilitator decides otherwise', async () => {
      const cases: [reported: number, settled: boolean | undefined, reports: boolean][] = [
        [4, undefined, true],
        [3, undefined, false],
        [4, false, false],
        [0, true, true],
      ]
      for (const by of ['majority', 'facilitator'] as const) {
        for (const [reported, settled, reports] of cases) {
          const session = await open()
          const cookies = await people(session, 6)
          await run(session, 'start', 'vote')
          const [choices] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
          for (const [i, cookie] of cookies.entries())
            await answer(session.base, cookie, vote(choices!, 1, 1, i < reported ? { reported: true } : {}))
          const report = settled === undefined ? {} : { report: settled }
          await run(session, by === 'majority' ? { type: 'decide', by, ...report } : { type: 'decide', by, choices: choices!, ...report })
          const { steps, phase } = await stateOf(session)
          expect(
            steps.some((s) => s.event.type === 'report'),
            `${by}, ${reported} of 6, settled ${settled}`,
          ).toBe(reports)
          if (!reports) continue
          expect(phase).toBe('consequence')
          for (const [role, cookie] of [
            ['participant', cookies[0]!],
            ['projector', session.cookie],
            ['facilitator', session.cookie],
          ] as const)
            expect((await snapshot(session, role, cookie)).view!.followed!.reply).toEqual(expect.stringMatching(/\S/))
        }
      }
    })
    test('does not reveal what fewer than five would do, not even by what the room does', async () => {
      const session = await open()
      const cookies = await people(session, 6)
      await run(session, 'start', 'vote')
      const [choices] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const cookie of cookies.slice(0, 4)) await answer(session.base, cookie, vote(choices!, 1, 1, { reported: true }))
      expect((await snapshot(session, 'facilitator', session.cookie)).counts!.facilitator!.totals.rounds).toMatchObject([
        { voted: 4, reported: 0, few: true },
      ])
      await run(session, { type: 'decide', by: 'facilitator', choices: choices! })
      expect((await stateOf(session)).play.reports).toEqual([])
    })
    test('counts reports as they were when their vote closed', async () => {
      const session = await open()
      const cookies = await people(session, 5)
      await run(session, 'start', 'vote')
      const [choices] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      const cast = (reported: boolean) =>
        Promise.all(cookies.map((cookie) => answer(session.base, cookie, vote(choices!, 1, 1, reported ? { reported: true } : {}))))
      await cast(true)
      expect((await cast(false)).map((r) => r.status)).toEqual([200, 200, 200, 200, 200])
      await run(session, 'reveal')
      expect((await cast(true)).map((r) => r.reason)).toEqual(Array(5).fill('closed'))
      await run(session, { type: 'decide', by: 'majority' })
      expect((await stateOf(session)).play.reports).toEqual([])
    })
    test.each([
      '',
      '{',
      '[]',
      '{"version":0}',
      '{"version":-1,"command":{"type":"start"}}',
      '{"version":0,"command":{"type":"start","extra":1}}',
      '{"version":0,"command":{"type":"return","to":1e99,"whatIf":true}}',
      JSON.stringify({ version: 0, command: { type: 'show', part: 'x'.repeat(20_000) } }),
    ])('sends nothing malformed: %s', async (body) => {
      const session = await open()
      expect((await ask(`${session.base}/commands`, { method: 'POST', cookie: session.cookie, body })).status).toBe(400)
      expect((await ask(`${session.base}/actions`, { method: 'POST', cookie: session.cookie, body })).status).toBe(400)
      const [cookie] = await people(session, 1)
      expect((await ask(`${session.base}/answers`, { method: 'POST', cookie: cookie!, body })).status).toBe(400)
    })
  })

  describe('a stream', () => {
    test('begins with the whole view and continues with changes', async () => {
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
    test('misses nothing if somebody else opens one while a command is being sent to the screens', async () => {
      const session = await open()
      const [cookie, late] = await people(session, 2)
      const first = participantStream(session.base, cookie!)
      await first.connect()
      const room = (await liveRoom(session.id))!
      advance(room, carryOn(room.history, [{ type: 'start' }]), Date.now())
      const second = participantStream(session.base, late!)
      await second.connect()
      await show(room)
      await first.until((s) => s.view!.version === 1)
      expect(first.view).toEqual(second.view)
      for (const stream of [first, second]) stream.close()
    })
    test('of a deleted session ends, and its address leads nowhere', async () => {
      const session = await open()
      const [cookie] = await people(session, 1)
      const stream = participantStream(session.base, cookie!)
      await stream.connect()
      await store()
        .db.updateTable('room')
        .set({ active_at: Date.now() - 91 * DAY })
        .where('id', '=', session.id)
        .execute()
      expect((await sweep()).deleted).toBe(1)
      await stream.until((s) => s.gone === 'deleted')
      expect((await ask(`${session.base}/state?as=participant`, { cookie: cookie! })).status).toBe(404)
      expect((await everything(store())).filter((r) => r.row.includes(session.id))).toEqual([])
    })
  })

  describe('afterwards', () => {
    test('everybody whose answers count took part, and nobody else', async () => {
      const session = await open()
      const cookies = await Promise.all(Array.from({ length: 8 }, () => join(session)))
      await run(session, 'start', 'vote')
      const [first] = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const cookie of cookies.slice(0, 6)) await answer(session.base, cookie, vote(first!))
      const remove = (cookie: string) =>
        facilitatorAction(session, { type: 'remove', participant: participantOf(session.id, cookie.split('=')[1]!) })
      expect((await summaryOf(session.id))!.joined).toBe(8)
      for (const removed of [cookies[0]!, cookies[7]!]) expect((await remove(removed)).status).toBe(200)
      expect((await summaryOf(session.id))!.joined).toBe(7)
    })
    test('a session can be renamed at any time, also once its answers are deleted', async () => {
      const session = await open({ name: 'Twenty minutes' })
      const room = (await liveRoom(session.id))!
      expect(await rename(room, 'Newcomers in March')).toBe(true)
      expect((await summaryOf(session.id))!.name).toBe('Newcomers in March')
      await run(session, 'start', 'close')
      await store()
        .db.updateTable('room')
        .set({ active_at: Date.now() - DAY - 1 })
        .where('id', '=', session.id)
        .execute()
      await sweep()
      await rename((await liveRoom(session.id))!, '')
      const { name, title, plot } = (await summaryOf(session.id))!
      expect([name, title, plot]).toEqual(['', 'The paid opinion', expect.stringContaining('two pages')])
      expect(NameSchema.safeParse({ name: 'x'.repeat(81), from: 'plan' }).success).toBe(false)
    })
    test('the summary holds totals and nothing about anybody, and the answers are deleted a day after the close [p:live-answers] [p:live-summary] [p:summary-numbers]', async () => {
      const session = await open({ names: 'nicknames' })
      const names = ['Quirinus', 'Zenobia', 'Melchior', 'Iphigenia', 'Ottokar', 'Wendelin']
      const cookies = await Promise.all(names.map((name) => join(session, { name })))
      await run(session, 'start', 'vote')
      const single = (await offers(session)).filter((c) => Object.keys(c).length === 1)
      for (const [i, cookie] of cookies.entries()) await answer(session.base, cookie, vote(single[i < 4 ? 0 : 1]!))
      await facilitatorAction(session, { type: 'note', moment: 1, text: 'They asked =about(fees)' })
      await run(session, { type: 'discuss', seconds: 60 }, 'vote')
      for (const cookie of cookies) await answer(session.base, cookie, vote(single[0]!, 2))
      // It has not shown the first vote yet, in which two votes would single out two people.
      expect((await summaryOf(session.id))!.moments[0]!.questions[0]!.options.map(({ counts }) => counts[0])).toEqual(
        single.map(() => null),
      )
      await run(session, 'reveal', { type: 'decide', by: 'majority' }, 'close')
      const before = (await summaryOf(session.id))!
      expect(before.moments[0]).toMatchObject({ voted: [6, 6], note: 'They asked =about(fees)', decided: { by: 'majority' } })
      expect(before.joined).toBe(6)
      // The wall has shown both votes.
      expect(before.moments[0]!.questions[0]!.options.flatMap(({ counts }) => counts).filter((n) => n !== 0)).toEqual([4, 6, 2])
      const text = JSON.stringify(before) + csvOf(before)
      for (const name of [...names, ...cookies.map((c) => c.split('=')[1]!)]) expect(text).not.toContain(name)
      await run(session, 'reopen', 'close')
      await store()
        .db.updateTable('room')
        .set({ active_at: Date.now() - DAY - 1 })
        .where('id', '=', session.id)
        .execute()
      expect((await sweep()).merged).toBe(1)
      expect(await summaryOf(session.id)).toEqual({ ...before, minutes: expect.any(Number), moments: expect.anything() })
      const left = (await everything(store())).filter((r) => r.row.includes(session.id)).map((r) => r.table)
      expect(new Set(left)).toEqual(new Set(['room', 'room_facilitator', 'room_command']))
      const { history } = (await liveRoom(session.id))!
      expect(await giveCommand(session, history.length - 1, { type: 'reopen' })).toMatchObject({ status: 409, reason: 'purged' })
    })
  })
})
