/**
 * A facilitator tries to find out who voted for what: removes people, goes back to every moment, undoes, reopens, enters hands that nobody
 * raised, and reads everything before and after. Two sessions in which the same people sent the same answers, but swapped, must look the
 * same throughout; and if fewer than five answered or are left, whatever they answered.
 */
import { randomInt } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as at } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { sceneOf, shownSegments } from '@/scenarios/engine/play/play'
import { isInMoment } from '@/scenarios/engine/live/room-state'
import { roomState } from '@/scenarios/engine/live/room'
import { drawNames } from '@/scenarios/engine/play/names'
import { liveRoom } from '@/server/live/open-rooms'
import { csvOf, summaryOf } from '@/server/live/summary'
import { poolOf } from '@/server/library/library'
import { participantOf, readRoom } from '@/server/live/stored-rooms'
import { type Session, Stream, answer, ask, facilitatorAction, giveCommand } from '../support/live'
import { holdLiveCore } from '../support/live-core'
import { numbers } from '../support/many-learners'
import { holdStore } from '../support/store'

const directory = mkdtempSync(at(tmpdir(), 'second-look-facilitator-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
const store = holdStore(async () => ({ directory }))
const { open, join, offers, vote } = holdLiveCore()

const NAMES = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Fay', 'Gus', 'Hal']
/** By moment and round: which answer each person present sends, how many answer at all, and which answers there are. */
interface Votes {
  order: (asked: number, present: number) => number[]
  voters: number
  other: number
}
const PLAIN: Votes = { order: (_, present) => inOrder(present), voters: 8, other: 0 }
interface RemovalPlan {
  /** One after the other, or all but the last. */ removal?: 'one' | 'most'
  handsIn?: boolean
  /** The answer that the last person left changes to. */
  mind?: number
}

async function watch(seed: number, votes: Votes, { removal = 'one', handsIn = false, mind = 0 }: RemovalPlan = {}): Promise<string[]> {
  const session = await open({ names: 'nicknames' })
  const { names, scenario } = (await readRoom(session.id))!
  const sameNames = JSON.stringify(drawNames(await poolOf(scenario), Object.keys(JSON.parse(names)), seed))
  await store().db.updateTable('room').set({ names: sameNames, created_at: 0 }).where('id', '=', session.id).execute()
  const cookies: string[] = []
  for (const name of NAMES) cookies.push(await join(session, { name }))
  const ids = cookies.map((cookie) => participantOf(session.id, cookie.split('=')[1]!))
  const seen: string[] = []
  /** Without what always differs between sessions: ids and times. */
  const write = (text: string) =>
    seen.push(
      ids
        .reduce((s, id, i) => s.replaceAll(id, NAMES[i]!), text.replaceAll(session.id, 'ID'))
        .replace(/"(now|at|minutes|since|away)":[\d.]+/g, '"$1":0'),
    )
  const look = async () => write((await ask(`${session.base}/state?as=facilitator`, { cookie: session.cookie })).body)
  const room = async () => (await liveRoom(session.id))!
  const give = async (command: Parameters<typeof giveCommand>[2]) =>
    write(JSON.stringify(await giveCommand(session, (await room()).history.length - 1, command)))
  let present = NAMES.map((_, i) => i)
  const remove = async (i: number) => {
    const { status, body } = await facilitatorAction(session, { type: 'remove', participant: ids[i]! })
    write(`${status} ${body}`)
    if (status === 200) present = present.filter((one) => one !== i)
  }
  async function each(asked: number, send: (cookie: string, which: number) => Promise<{ status: number }>): Promise<void> {
    const order = votes.order(asked, present.length)
    const sent = await Promise.all(present.slice(0, votes.voters).map((who, i) => send(cookies[who]!, order[i]! * (1 + votes.other))))
    expect(sent.map(({ status }) => status)).toEqual(sent.map(() => 200))
  }
  async function cast(round: number, asked: number): Promise<void> {
    const [all, { moment }] = [await offers(session), roomState((await room()).history)]
    await each(asked, (cookie, which) => answer(session.base, cookie, vote(all[which % all.length]!, round, moment)))
  }
  async function flag(asked: number): Promise<void> {
    const { script, history } = await room()
    const { play, moment } = roomState(history)
    const segments = shownSegments(sceneOf(script.play, play), play).map((s) => s.id)
    await each(asked, (cookie, which) =>
      answer(session.base, cookie, { moment, seq: 1, about: 'flags', flags: [segments[which % segments.length]!] }),
    )
  }
  async function walk(): Promise<void> {
    const { history } = await room()
    const ends = new Map(
      history.flatMap((_, v) => {
        const { moment, phase } = roomState(history, v)
        return isInMoment(phase) && moment > 0 ? [[moment, v]] : []
      }),
    )
    for (const to of ends.values()) {
      await give({ type: 'return', to, whatIf: true })
      await look()
    }
    for (let back = 0; back < 2; back++) await give({ type: 'undo' })
    await look()
  }

  await give({ type: 'start' })
  let asked = 0
  for (let moment = 0; moment < 2; moment++) {
    await flag(asked)
    await look()
    for (const round of [1, 2]) {
      await give({ type: 'vote' })
      await cast(round, asked++)
      if (handsIn)
        await facilitatorAction(session, {
          type: 'hands',
          counts: Object.fromEntries(Object.values((await offers(session))[0]!).map((option) => [option, 7])),
        })
      await look()
      if (round === 1) await give({ type: 'discuss', seconds: 0 })
    }
    await give({ type: 'reveal' })
    await look()
    if (removal === 'one') {
      await remove(moment)
      await look()
    }
    await give({ type: 'decide', by: 'majority' })
    await give({ type: 'decide', by: 'facilitator', choices: (await offers(session).catch(() => [{}]))[0]! })
    await give({ type: 'continue' })
  }
  if (removal === 'most') {
    for (let i = 0; i < NAMES.length - 1; i++) await remove(i)
    await look()
  }
  await walk()
  if (removal === 'most') {
    // In an open vote, the only person left changes their mind.
    const { history } = await room()
    const to = history.findIndex((_, v) => roomState(history, v).phase === 'voting')
    await give({ type: 'return', to, whatIf: true })
    const last = NAMES.length - 1
    const all = await offers(session)
    const choices = all[mind]!
    expect(await answer(session.base, cookies[last]!, vote(choices, 1, roomState((await room()).history).moment))).toMatchObject({
      status: 200,
    })
    await look()
    await give({ type: 'reveal' })
    await look()
    write((await ask(`${session.base}/state?as=projector&key=${session.projectorKey}`)).body)
  }
  await give({ type: 'close' })
  const report = async () => {
    const { title: _, ...made } = (await summaryOf(session.id))!
    write(JSON.stringify(made))
    write(csvOf({ title: '', ...made }).replace(/,0(\.\d+)?,/g, ',0,'))
  }
  await report()
  await remove(4)
  await report()
  await give({ type: 'reopen' })
  for (const i of [4, 5]) {
    await remove(i)
    await look()
    await walk()
  }
  await give({ type: 'close' })
  await report()
  await streamOf(session, write)
  return seen
}

async function streamOf(session: Session, write: (text: string) => void): Promise<void> {
  const stream = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
  await stream.connect()
  await stream.until((s) => s.counts !== null && s.people.size > 0)
  write(JSON.stringify([stream.view, stream.counts, [...stream.people.values()]]))
  stream.close()
}

const apart = (a: string[], b: string[]): string => {
  const i = a.findIndex((text, n) => text !== b[n])
  return i < 0 && a.length === b.length ? '' : `step ${i}: ${a[i]} OR ${b[i]}`
}
const inOrder = (n: number): number[] => Array.from({ length: n }, (_, i) => i)
function shuffled(n: number, random: () => number): number[] {
  const order = inOrder(n)
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    ;[order[i], order[j]] = [order[j]!, order[i]!]
  }
  return order
}

describe('a facilitator who removes, returns, undoes and reopens', () => {
  test('sees the same, whoever sent which answer [p:no-who-chose]', async () => {
    const room = randomInt(2 ** 31 - 1)
    const first = await watch(room, PLAIN)
    for (const seed of [1, 2, 3]) {
      const random = numbers(seed)
      const orders: number[][] = []
      // Both votes of a moment alike, because how many changed their mind is a figure about the same people twice.
      const order = (asked: number, present: number) => (orders[asked >> 1] ??= shuffled(present, random))
      expect(apart(first, await watch(room, { ...PLAIN, order })), String(seed)).toBe('')
    }
    // The comparison works: other answers give other totals.
    expect(apart(first, await watch(room, { ...PLAIN, other: 1 }))).not.toBe('')
  })
  test('sees only how many answered if there are four, also with hands added [p:facilitator-totals-of-five]', async () => {
    const room = randomInt(2 ** 31 - 1)
    for (const handsIn of [false, true]) {
      const few: Votes = { ...PLAIN, voters: 4 }
      const first = await watch(room, few, { handsIn })
      expect(apart(first, await watch(room, { ...few, other: 1 }, { handsIn })), `hands: ${handsIn}`).toBe('')
      expect(apart(first, await watch(room, { ...few, voters: 3 }, { handsIn }))).not.toBe('')
    }
  })
  test('learns nothing of the one who is left, once the others were removed [p:facilitator-totals-of-five]', async () => {
    const room = randomInt(2 ** 31 - 1)
    expect(apart(await watch(room, PLAIN, { removal: 'most' }), await watch(room, PLAIN, { removal: 'most', mind: 1 }))).toBe('')
  })
})
