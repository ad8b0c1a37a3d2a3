import { expect, test } from 'vitest'
import { type Session, Stream, ask, facilitatorAction } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { everything, holdStore, onEitherDatabase } from '@/tests/support/store'
import { liveRoom } from './open-rooms'
import { sweep } from './retention'
import { participantOf } from './stored-rooms'
import { makeSummary, summaryOf } from './summary'
import { ownWhys } from './whys'

const tokenIn = (cookie: string): string => /participant=([^;]+)/.exec(cookie)![1]!
let clock = 1_790_000_000_000

onEitherDatabase((fresh) => {
  const store = holdStore(fresh)
  const { open, run, join, people, offers, vote, snapshot } = holdLiveCore()

  const send = async (session: Session, cookie: string, body: object) => {
    const reply = await ask(`${session.base}/answers`, { method: 'POST', cookie, body: JSON.stringify(body) })
    return { status: reply.status, ...(JSON.parse(reply.body) as { reason?: string }) }
  }
  const say = (session: Session, cookie: string, why: string, more: { seq?: number; about?: string; moment?: number } = {}) =>
    send(session, cookie, { moment: 1, seq: (clock += 1000), about: 'why-1', why, ...more })
  const viewOf = async (session: Session, role: 'facilitator' | 'projector') =>
    (await snapshot(session, role === 'projector' ? `projector&key=${session.projectorKey}` : role, session.cookie)).view!
  const listOf = async (session: Session) => (await viewOf(session, 'facilitator')).whys!.list
  const wallOf = async (session: Session) => (await viewOf(session, 'projector')).said
  const textsOf = async (session: Session) => (await listOf(session)).map(({ text }) => text).sort()
  const act = async (session: Session, text: string, what: 'show' | 'back' | 'drop') => {
    const found = (await listOf(session)).find((one) => one.text === text)!
    return (await facilitatorAction(session, { type: 'why', moment: 1, why: found.id, act: what })).status
  }
  const opened = async (phones: number, plan: Parameters<typeof open>[0] = {}) => {
    const session = await open(plan)
    const cookies = await people(session, phones)
    await run(session, 'start', 'vote')
    return { session, cookies }
  }

  test('sentences of three phones reach the cockpit together, and the wall only once let through [p:who-wrote-what] [p:whys-kept]', async () => {
    const { session, cookies } = await opened(3)
    const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
    await cockpit.connect()
    for (const [i, cookie] of cookies.entries()) {
      expect(await listOf(session)).toEqual([])
      expect((await say(session, cookie, `Sentence ${i}`)).status).toBe(200)
    }
    await cockpit.until(({ view }) => view?.whys?.list.length === 3)
    expect(await textsOf(session)).toEqual(['Sentence 0', 'Sentence 1', 'Sentence 2'])
    expect(await act(session, 'Sentence 1', 'show')).toBe(200)
    expect(await wallOf(session)).toEqual([])
    await run(session, { type: 'discuss', seconds: 0 })
    expect(await wallOf(session)).toEqual(['Sentence 1'])
    await run(session, 'reveal')
    expect(await wallOf(session)).toEqual(['Sentence 1'])
    await act(session, 'Sentence 1', 'back')
    expect(await wallOf(session)).toEqual([])
    cockpit.close()
  })

  test('only participants send them, only facilitators deal with them, and phones are sent none', async () => {
    const { session, cookies } = await opened(3)
    const { session: other, cookies: others } = await opened(1)
    expect((await say(session, others[0]!, 'From elsewhere')).status).toBe(403)
    for (const [i, cookie] of cookies.entries()) await say(session, cookie, `Private ${i}`)
    const [first] = await listOf(session)
    const message = { type: 'why', moment: 1, why: first!.id, act: 'show' }
    for (const cookie of [cookies[0]!, other.cookie, ''])
      expect((await ask(`${session.base}/actions`, { method: 'POST', cookie, body: JSON.stringify(message) })).status).toBe(403)
    expect((await facilitatorAction(other, message)).status).toBe(409)
    for (const bad of [
      { ...message, act: 'publish' },
      { ...message, why: '' },
      { type: 'whys', moment: 1 },
    ])
      expect((await facilitatorAction(session, bad)).status).toBe(400)
    await facilitatorAction(session, message)
    await run(session, 'reveal')
    const { view } = await snapshot(session, 'participant', cookies[1]!)
    expect(JSON.stringify(view)).not.toContain('Private')
    expect(view).toMatchObject({ whyOf: 'why-1', said: [], whys: null })
  })

  test('a device has one for each vote: a later one replaces it, and a late or repeated request changes nothing', async () => {
    const { session, cookies } = await opened(4)
    const [a, b, c] = cookies as [string, string, string]
    const seq = (clock += 1000)
    expect((await say(session, a, 'Second thought', { seq: seq + 5 })).status).toBe(200)
    for (const [late, why] of [
      [seq, 'First thought'],
      [seq + 5, 'Second thought'],
      [seq + 4, 'Late'],
    ] as const)
      expect((await say(session, a, why, { seq: late })).status).toBe(200)
    expect(await ownWhys((await liveRoom(session.id))!, tokenIn(a))).toEqual({ 'why-1': 'Second thought' })
    await Promise.all([say(session, b, 'B'), say(session, c, 'C')])
    expect(await textsOf(session)).toEqual(['B', 'C', 'Second thought'])
    // Nobody replaces another's.
    await say(session, b, 'B again')
    expect(await ownWhys((await liveRoom(session.id))!, tokenIn(c))).toEqual({ 'why-1': 'C' })
    await run(session, { type: 'discuss', seconds: 0 }, 'vote')
    expect((await say(session, a, 'For the second vote', { about: 'why-2' })).status).toBe(200)
    expect(await ownWhys((await liveRoom(session.id))!, tokenIn(a))).toEqual({ 'why-1': 'Second thought', 'why-2': 'For the second vote' })
  })

  test('they are taken from the vote until the room moves on, also in a pause, and never for another vote or moment', async () => {
    const session = await open()
    const [cookie] = (await people(session, 1)) as [string]
    const tried = async () => (await say(session, cookie, 'Because')).status
    await run(session, 'start')
    expect(await tried()).toBe(409)
    await run(session, 'vote')
    expect(await tried()).toBe(200)
    for (const wrong of [{ about: 'why-2' }, { moment: 2 }]) expect((await say(session, cookie, 'x', wrong)).reason).toBe('closed')
    expect((await say(session, cookie, 'x'.repeat(141))).status).toBe(400)
    await run(session, 'pause')
    expect(await tried()).toBe(200)
    await run(session, 'resume', { type: 'discuss', seconds: 0 })
    expect(await tried()).toBe(200)
    await run(session, 'reveal')
    expect(await tried()).toBe(200)
    await run(session, { type: 'decide', by: 'facilitator', choices: (await offers(session))[0]! })
    expect(await tried()).toBe(409)
  })

  test('there are none with hands, where the session has them off, or in a moment where the facilitator turned them off', async () => {
    for (const plan of [{ audience: 'hands' }, { whys: 'off' }] as const) {
      const session = await open(plan)
      await run(session, 'start', 'vote')
      expect(await viewOf(session, 'facilitator')).toMatchObject({ whyOf: null, whys: null })
      expect((await facilitatorAction(session, { type: 'whys', moment: 1, off: false })).status).toBe(409)
    }
    const { session, cookies } = await opened(1, { whys: 'off' })
    expect((await say(session, cookies[0]!, 'x')).status).toBe(409)
    const here = await opened(1)
    const off = (is: boolean) => facilitatorAction(here.session, { type: 'whys', moment: 1, off: is })
    expect((await off(true)).status).toBe(200)
    expect((await say(here.session, here.cookies[0]!, 'x')).status).toBe(409)
    expect((await snapshot(here.session, 'participant', here.cookies[0]!)).view!.whyOf).toBeNull()
    expect((await off(false)).status).toBe(200)
    expect((await say(here.session, here.cookies[0]!, 'x')).status).toBe(200)
  })

  test('a phone that floods fills one place, is slowed down, and cannot come back after being dropped, which deletes its text [p:whys-rows]', async () => {
    const { session, cookies } = await opened(3)
    const [flooder, b, c] = cookies as [string, string, string]
    const replies = []
    for (let i = 0; i < 20; i++) replies.push((await say(session, flooder, `Flood ${i}`)).status)
    expect(new Set(replies)).toEqual(new Set([200, 429]))
    const [last] = Object.values(await ownWhys((await liveRoom(session.id))!, tokenIn(flooder)))
    await Promise.all([say(session, b, 'B'), say(session, c, 'C')])
    expect(await textsOf(session)).toEqual(['B', 'C', last!].sort())
    expect(await act(session, 'B', 'drop')).toBe(200)
    expect(await say(session, b, 'B is back')).toMatchObject({ status: 409, reason: 'closed' })
    expect((await listOf(session)).filter(({ state }) => state === 'dropped')).toMatchObject([{ text: '' }])
    expect(JSON.stringify(await everything(store()))).not.toContain('"text\\":\\"B\\"')
  })

  test('what was acknowledged, and what the wall shows, is there after a restart', async () => {
    const { session, cookies } = await opened(3)
    for (const [i, cookie] of cookies.entries()) expect((await say(session, cookie, `Kept ${i}`)).status).toBe(200)
    await act(session, 'Kept 2', 'show')
    await run(session, 'reveal')
    const { loadRoom, viewOf: readView } = await import('./live-room')
    const again = (await loadRoom(session.id))!
    expect(readView(again, 'projector').said).toEqual(['Kept 2'])
    expect(
      readView(again, 'facilitator')
        .whys!.list.map(({ text }) => text)
        .sort(),
    ).toEqual(['Kept 0', 'Kept 1', 'Kept 2'])
  })

  test('the summary keeps what was let through to the wall, and the rest is deleted with the answers [p:whys-kept] [p:whys-rows]', async () => {
    const { session, cookies } = await opened(5)
    const [choices] = (await offers(session)) as [Parameters<typeof vote>[0]]
    for (const cookie of cookies) await send(session, cookie, vote(choices))
    for (const [i, cookie] of cookies.slice(0, 3).entries()) await say(session, cookie, `Reason ${i}`)
    await act(session, 'Reason 0', 'show')
    await act(session, 'Reason 1', 'show')
    await act(session, 'Reason 1', 'back')
    await run(session, 'reveal', 'close')
    const kept = async () => (await summaryOf(session.id))!.moments.map(({ whys }) => whys)
    expect(await kept()).toEqual([['Reason 0']])
    await store()
      .db.updateTable('room')
      .set({ active_at: Date.now() - 25 * 3600_000 })
      .where('id', '=', session.id)
      .execute()
    await sweep()
    expect(await kept()).toEqual([['Reason 0']])
    const left = JSON.stringify(await everything(store()))
    for (const gone of ['Reason 1', 'Reason 2']) expect(left).not.toContain(gone)
  })

  test('nothing stored or shown differs by who wrote what, or when [p:who-wrote-what]', async () => {
    const texts = ['I would ask first.', 'It felt rushed.', 'My boss would do that.', 'No harm in it.']
    const tokens = ['a', 'b', 'c', 'd'].map((letter) => letter.repeat(43))
    /** One after the other, each right after their own vote. */
    const world = async (order: number[], written: number[]) => {
      const session = await open()
      for (const token of tokens) await join(session, { cookie: `participant=${token}` })
      await run(session, 'start', 'vote')
      const choices = await offers(session)
      for (const who of order) {
        await send(session, `participant=${tokens[who]}`, vote(choices[who % choices.length]!))
        await say(session, `participant=${tokens[who]}`, texts[written[who]!]!)
      }
      // A fifth and sixth phone complete the second batch.
      for (const more of ['Fifth', 'Sixth']) await say(session, await join(session), more)
      for (const text of [texts[1]!, texts[2]!]) await act(session, text, 'show')
      await run(session, 'reveal')
      const rows = (await everything(store())).filter(({ row }) => row.includes(session.id))
      const shown = [await viewOf(session, 'facilitator'), await viewOf(session, 'projector')]
      const summary = await makeSummary((await liveRoom(session.id))!)
      return { session, rows, shown, summary }
    }
    const one = await world([0, 1, 2, 3], [0, 1, 2, 3])
    const two = await world([3, 1, 0, 2], [2, 0, 3, 1])

    for (const { session, rows, shown } of [one, two]) {
      const sheets = rows.filter(({ table }) => table === 'room_why')
      const sheet = JSON.parse((JSON.parse(sheets[0]!.row) as { body: string }).body) as { slips: Record<string, unknown>[] }
      for (const slip of sheet.slips) expect(Object.keys(slip).sort()).toEqual(['about', 'held', 'own', 'sent', 'seq'])
      // Sorted by what only the device's cookie can make, so the order says nothing.
      expect(sheet.slips.map(({ own }) => own)).toEqual(sheet.slips.map(({ own }) => String(own)).sort())
      // No place of the database has both a sentence and anything of its writer's.
      const ids = tokens.flatMap((token) => [token, participantOf(session.id, token)])
      for (const id of ids) expect(sheets[0]!.row).not.toContain(id)
      for (const { table, row } of rows.filter((each) => each.table !== 'room_why')) {
        for (const { own, seq } of sheet.slips) for (const value of [own, seq]) expect(row, table).not.toContain(String(value))
        for (const text of texts) expect(row, table).not.toContain(text)
      }
      // The clocks of votes and sentences are seconds apart. What is stored of a sentence's is not a time.
      for (const { seq } of sheet.slips) expect(Math.abs(Number(seq) - clock)).toBeGreaterThan(3600_000)
      for (const id of ids) expect(JSON.stringify(shown)).not.toContain(id)
    }
    // What screens and summary say about sentences and votes is the same in both worlds, but for the random order of a batch.
    const said = ({ shown: [cockpit, wall], summary }: typeof one) => ({
      batches: cockpit!.whys!.list.map(({ text, state }) => `${text} ${state}`).sort(),
      wall: wall!.said,
      totals: wall!.totals,
      kept: summary.moments.map(({ whys }) => whys),
    })
    expect(said(one)).toEqual(said(two))
  })
})
