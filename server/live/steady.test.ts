import { expect, test } from 'vitest'
import { Stream, answer, facilitatorAction, participantStream } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { closeRooms } from './open-rooms'

/** All that tells how people voted. */
const numbers = ({ facilitator }: NonNullable<Stream['counts']>): unknown => {
  const { counts, sound, reported } = facilitator!.totals.rounds[0] ?? { counts: {} }
  return [counts, sound, reported, facilitator!.majority]
}

onEitherDatabase((fresh) => {
  holdStore(fresh)
  const { open, run, people, offers, vote, flags, snapshot } = holdLiveCore()

  async function twelve() {
    const session = await open({ size: 12 })
    const cookies = await people(session, 12)
    await run(session, 'start', 'vote')
    const phones = cookies.map((cookie) => participantStream(session.base, cookie))
    await Promise.all(phones.map((phone) => phone.connect()))
    const ways = await offers(session)
    const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
    await cockpit.connect()
    const cast = async (who: number, way: number) => {
      expect(
        (await answer(session.base, cookies[who]!, vote(ways[way % ways.length]!, 1, 1, way % 2 ? { reported: true } : {}))).status,
      ).toBe(200)
    }
    return { session, cookies, phones, cockpit, cast, ways }
  }

  test('while a vote is open, the cockpit’s numbers move at five, at eight and at twelve of twelve, on streams and when asked for; a reveal has all', async () => {
    const { session, phones, cockpit, cast, ways } = await twelve()
    await cockpit.until(({ counts }) => counts?.of === 12)
    const seen: string[] = []
    for (let who = 0; who < 12; who++) {
      await cast(who, who)
      await cockpit.until(({ counts }) => counts?.answered === who + 1)
      const now = JSON.stringify(numbers(cockpit.counts!))
      const asked = await snapshot(session, 'facilitator', session.cookie)
      expect(JSON.stringify(numbers(asked.counts!))).toBe(now)
      // The list of moments says how many chose soundly.
      expect(asked.view!.facilitator!.path[0]!.sound?.n ?? null).toBe(asked.counts!.facilitator!.totals.rounds[0]!.sound)
      if (who === 5) await closeRooms()
      if (who === 5) await cockpit.connect()
      if (who === 5) await Promise.all(phones.map((phone) => phone.connect()))
      if (who === 5) await cockpit.until(({ counts }) => counts?.of === 12)
      seen.push(now)
      // Somebody who changes their mind moves nothing.
      if (who === 6) await cast(0, 1)
    }
    const moved = seen.flatMap((now, i) => (i > 0 && now !== seen[i - 1] ? [i + 1] : []))
    expect(moved).toEqual([5, 8, 12])
    await run(session, 'reveal')
    await cockpit.until(({ view }) => view?.phase === 'revealed')
    const { counts } = cockpit.counts!.facilitator!.totals.rounds[0]!
    expect(
      Object.values(counts)
        .flatMap((row) => Object.values(row))
        .reduce((a, b) => a + b),
    ).toBe(12)
    expect(ways.length).toBeGreaterThan(1)
    for (const stream of [cockpit, ...phones]) stream.close()
  })

  test('a phone that comes back and answers alone tells nobody how, also by a talk that is opened and undone; hands count at once', async () => {
    const { session, phones, cockpit, cast } = await twelve()
    phones[11]!.close()
    await cockpit.until(({ counts }) => counts?.of === 11)
    for (let who = 0; who < 11; who++) await cast(who, 0)
    await cockpit.until(({ counts }) => counts?.answered === 11 && counts.facilitator!.totals.rounds[0]!.rest === undefined)
    const before = JSON.stringify(numbers(cockpit.counts!))
    await phones[11]!.connect()
    await cockpit.until(({ counts }) => counts?.of === 12)
    await cast(11, 1)
    await cockpit.until(({ counts }) => counts?.answered === 12)
    expect(JSON.stringify(numbers(cockpit.counts!))).toBe(before)
    await run(session, { type: 'discuss', seconds: 60 })
    await cockpit.until(({ view }) => view?.phase === 'discussing')
    expect(JSON.stringify(numbers(cockpit.counts!))).toBe(before)
    expect(cockpit.counts!.facilitator!.totals.rounds[0]!.rest).toBe(true)
    await run(session, 'undo')
    const act = Object.entries(cockpit.counts!.facilitator!.totals.rounds[0]!.counts)[0]!
    const [option] = Object.keys(act[1])
    expect((await facilitatorAction(session, { type: 'hands', counts: { [option!]: 4 } })).status).toBe(200)
    await cockpit.until(({ counts }) => counts?.facilitator?.totals.rounds[0]?.counts[act[0]]?.[option!] === act[1][option!]! + 4)
    for (const stream of [cockpit, ...phones]) stream.close()
  })

  test('flags move by three people too', async () => {
    const { session, cookies, phones, cockpit } = await twelve()
    const { view } = await snapshot(session, 'facilitator', session.cookie)
    const [first] = view!.scene!.show.flatMap((artefact) =>
      [...JSON.stringify(artefact).matchAll(/"id":"([^"]+)","text"/g)].map(([, id]) => id!),
    )
    const shown: number[] = []
    for (const cookie of cookies) {
      expect((await answer(session.base, cookie, flags([first!]))).status).toBe(200)
      const { counts } = await snapshot(session, 'facilitator', session.cookie)
      shown.push(counts!.facilitator!.totals.flags.counts[first!] ?? 0)
    }
    expect(shown).toEqual([0, 0, 0, 0, 5, 5, 5, 8, 8, 8, 8, 8])
    await run(session, 'reveal')
    const { counts } = await snapshot(session, 'facilitator', session.cookie)
    expect(counts!.facilitator!.totals.flags.by).toBe(12)
    for (const stream of [cockpit, ...phones]) stream.close()
  })
})
