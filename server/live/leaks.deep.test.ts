import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import type { Screen, RoomScript } from '@/scenarios/engine/live/script'
import { type Session, answer, joinBy, openSession, giveCommand } from '@/tests/support/live'
import { leaksIn } from '@/tests/support/live-leaks'
import { type LiveResponse, OpenScreen, refusals } from '@/tests/support/live-responses'
import { ballotFor } from '@/tests/support/phone'
import { type TestServer, startServer } from '@/tests/support/server'
import { holdStore } from '@/tests/support/store'
import { participantOf, readRoom, scriptOf } from './stored-rooms'

const directory = mkdtempSync(join(tmpdir(), 'second-look-leaks-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
holdStore(async () => ({ directory }))
let server: TestServer
beforeAll(async () => {
  server = await startServer({ dataDir: directory })
  return () => server.stop()
})

const NAMES = ['Quirinus', 'Zenobia', 'Melchior', 'Iphigenia', 'Ottokar', 'Wendelin']
/** Votes carry sequence numbers that occur nowhere else. */
const SEQ = 7_310_000_000_000

interface Voter {
  cookie: string
  name: string
  seq: number
}
interface PlayedSession {
  session: Session
  script: RoomScript
  hashes: string[]
  voters: Voter[]
  looker: string
  screens: Record<Screen, OpenScreen>
}

async function open(): Promise<PlayedSession> {
  const session = await openSession(server.url, { variant: 'hostile', names: 'nicknames' })
  const join = (name: string) => joinBy(server.url, session, { name })
  const voters: Voter[] = []
  for (const name of NAMES) voters.push({ cookie: await join(name), name, seq: SEQ + 1_000 * voters.length })
  const looker = await join('Looker')
  const screens = {
    participant: new OpenScreen(session, { as: 'participant', cookie: looker, key: '' }),
    projector: new OpenScreen(session, { as: 'projector', cookie: '', key: session.projectorKey }),
    facilitator: new OpenScreen(session, { as: 'facilitator', cookie: session.cookie, key: '' }),
  }
  await Promise.all(Object.values(screens).map((s) => s.stream.connect()))
  const row = (await readRoom(session.id))!
  return { session, script: (await scriptOf(row))!, hashes: [row.structure, row.texts], voters, looker, screens }
}

/** What only the facilitator may read, by kind. A projector's own page contains its key. */
function privateTo({ session, hashes, voters, looker }: PlayedSession, role: Screen, over: boolean): Record<string, string> {
  const people = [...voters, { cookie: looker, name: 'Looker', seq: 0 }]
  const token = (cookie: string) => cookie.split('=')[1]!
  return Object.fromEntries([
    ...people.flatMap(({ cookie, name }) => [
      [`the id of ${name}`, participantOf(session.id, token(cookie))],
      [`the token of ${name}`, token(cookie)],
    ]),
    ...voters.flatMap(({ name, seq }) => [
      [`the name of ${name}`, name],
      [`a vote of ${name}`, String(seq).slice(0, -3)],
    ]),
    ['the facilitator’s link', session.facilitatorLink.split('/').at(-1)],
    ['the facilitator’s token', token(session.cookie)],
    ...(role === 'projector' ? [] : [['the projector’s key', session.projectorKey]]),
    // Anyone with the library could look up which scenario it is.
    ...(over ? [] : hashes.map((hash) => ['a hash of the scenario', hash])),
  ] as [string, string][])
}

function findings(
  played: PlayedSession,
  role: Screen,
  over: boolean,
  { what, text, data }: LiveResponse,
  prompt: string | null = null,
): string[] {
  const found = [
    ...(over ? [] : leaksIn(prompt ? text.replaceAll(prompt, '') : text, played.script, role)),
    ...data.filter(Boolean).flatMap((one) => leaksIn(one, played.script, role)),
    ...Object.entries(privateTo(played, role, over))
      .filter(([, secret]) => text.includes(secret))
      .map(([name]) => name),
  ]
  return found.map((leak) => `${what}: ${leak}`)
}

type BareCommand =
  | 'introduce'
  | 'start'
  | 'askChecks'
  | 'vote'
  | 'reveal'
  | 'continue'
  | 'conclude'
  | 'pause'
  | 'resume'
  | 'lock'
  | 'undo'
  | 'close'
  | 'reopen'
async function* course({ session, voters, screens: { facilitator } }: PlayedSession): AsyncGenerator<string> {
  async function give(...commands: (AskedCommand | BareCommand)[]) {
    for (const given of commands) {
      const reply = await giveCommand(session, facilitator.view.version, typeof given === 'string' ? { type: given } : given)
      expect(reply, JSON.stringify(given)).toMatchObject({ status: 200 })
      await facilitator.stream.until(({ view }) => view!.version === reply.version)
    }
    return `${facilitator.view.n} ${facilitator.view.phase}`
  }
  async function cast(n = voters.length) {
    const { moment, vote, question } = facilitator.view
    const replies = await Promise.all(
      voters.slice(0, n).map((voter, i) => {
        const ballot = ballotFor(question!, i < 5 ? 0 : 0.99)
        return answer(session.base, voter.cookie, { moment, seq: ++voter.seq, about: vote!, ballot })
      }),
    )
    expect(replies.filter((r) => r.status !== 200)).toEqual([])
    await facilitator.stream.until(({ counts }) => counts!.answered === n)
    return `${facilitator.view.n} ${facilitator.view.phase}, ${n} votes`
  }
  async function flag() {
    const ids = JSON.stringify(facilitator.view.scene!.show).match(/(?<="id":")[^"]+/g)!
    for (const voter of voters) {
      const { moment } = facilitator.view
      const sent = await Promise.all(
        ids.map((id) => answer(session.base, voter.cookie, { moment, seq: ++voter.seq, about: 'flags', flags: [id] })),
      )
      expect(sent.some((r) => r.status === 200)).toBe(true)
    }
    return 'flags'
  }

  yield 'lobby'
  yield give('introduce')
  yield give('start')
  yield flag()
  yield give('askChecks')
  if (facilitator.view.question?.kind === 'check') {
    const [first] = facilitator.view.question.checks
    yield cast()
    yield give('reveal')
    yield give({ type: 'check', check: first!.id })
  }
  for (let scene = 1; facilitator.view.phase !== 'debrief'; scene++) {
    yield give('vote')
    const judging = facilitator.view.question!.kind === 'judge'
    yield cast(scene === 2 ? 4 : undefined)
    if (scene === 1) {
      yield give({ type: 'discuss', seconds: 60 })
      yield give('vote')
      yield cast()
    }
    yield give('reveal')
    if (scene === 2) {
      yield give('pause')
      await give('resume', 'lock')
    }
    if (judging) yield give('conclude')
    else {
      // With only four votes in the second scene, there is no majority to show. Where an act sends sentences, the vote on it settles none of them.
      const { branches } = facilitator.stream.counts!.facilitator!
      const isOpen = scene === 2 || branches.some(({ choices }) => Object.keys(choices).length > 1)
      yield give(isOpen ? { type: 'decide', by: 'facilitator', choices: branches[0]!.choices } : { type: 'decide', by: 'majority' })
    }
    if (facilitator.view.phase === 'consequence') yield give('continue')
  }
  for (const part of facilitator.view.debrief!.parts.slice(1)) yield give({ type: 'show', part })
  yield give('undo')
  yield give({ type: 'return', to: 2, whatIf: true })
  yield give('vote')
  yield give('close')
  yield give('reopen')
  yield give('close')
}

describe('P01 hostile, with nicknames', () => {
  test('gives participant, projector and stranger nothing they may not know, in any response at any phase [p:live-leaks] [p:no-who-chose]', async () => {
    const played = await open()
    const { session, looker, screens } = played
    const [phases, pages] = [new Set<string>(), new Set<string>()]
    const found: string[] = []
    const bites = new Map<string, number>()
    let answers = 0
    for await (const at of course(played)) {
      const { version, phase } = screens.facilitator.view
      for (const screen of [screens.participant, screens.projector]) await screen.stream.until(({ view }) => view!.version === version)
      const over = Boolean(screens.participant.view.debrief?.verdict)
      const isNew = !pages.has(`${phase} ${over}`)
      pages.add(`${phase} ${over}`)
      phases.add(phase)
      const [own, projected] = await Promise.all([screens.participant.got(isNew), screens.projector.got(isNew)])
      // Once per phase, because pages do not depend on the moment.
      const [strange, refused] = isNew ? await Promise.all([refusals(session, ''), refusals(session, looker)]) : [[], []]
      const sent: [who: string, role: Screen, got: LiveResponse[]][] = [
        ['participant', 'participant', own],
        ['projector', 'projector', projected],
        ['stranger', 'participant', strange],
        ['participant refused', 'participant', refused],
      ]
      for (const [who, role, got] of sent) {
        const { prompt } = screens.projector.view
        found.push(...got.flatMap((one) => findings(played, role, over, one, prompt)).map((f) => `${at}, ${who}, ${f}`))
      }
      for (const { what, status } of [...own, ...projected]) expect(status, `${at}: ${what}`).toBe(200)
      for (const { data, what } of [...own, ...projected])
        if (what === 'the page’s data') expect(data, `${at}: ${what}`).toMatchObject([{ version }])
      // The participant who only looks has sent nothing, whatever others have.
      for (const { what, text } of own.slice(2))
        expect(/"mine":\{"moment":\d+,(.*?)\}\}/.exec(text)?.[1], `${at}: ${what}`).toBe('"flags":[],"votes":{')
      answers += own.length + projected.length + strange.length + refused.length
      for (const one of isNew && !over ? await screens.facilitator.got(true) : []) {
        bites.set(one.what, Math.max(bites.get(one.what) ?? 0, new Set(findings(played, 'participant', false, one)).size))
      }
    }
    for (const screen of Object.values(screens)) screen.close()
    expect([...new Set(found)]).toEqual([])
    expect([...phases].sort()).toEqual(
      ['closed', 'consequence', 'debrief', 'discussing', 'lobby', 'opening', 'reading', 'revealed', 'voting', 'checking', 'weighed'].sort(),
    )
    expect(answers).toBeGreaterThan(600)
    // The same scan does find the key and the people in each kind of response to the facilitator.
    for (const what of ['the stream', 'the state', 'the page', 'the page’s data'])
      expect(bites.get(what), what).toBeGreaterThan(NAMES.length)
    console.log(`${answers} answers`)
  }, 300_000)
})
