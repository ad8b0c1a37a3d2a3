import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from '@/scenarios/engine/live/ballot'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { type Session, Stream, openSession, giveCommand } from '../../support/live'
import { type Phone, ballotFor } from '../../support/phone'
import { type ServerOptions, type TestServer, startServer } from '../../support/server'
import { Wire } from '../../support/wire'
import { quantile } from '../table'
import { allAt, arrive, spread, timed } from './crowd'
import type { Figures } from './figures'
import { cpuSeconds, since } from './process'

/** Votes are spread over this many milliseconds. */
const WINDOW = 5_000
const SCENES = 3
/** The closed loop: the number of connections, and its maximum duration. */
const CONNECTIONS = 64
const LOOP = 3_000
/** The server accepts 240 answers a minute from one participant. */
const MOST_EACH = 150

interface Facilitator {
  session: Session
  cockpit: Stream
  screens: Stream[]
  version: number
}

async function takeFacilitator(server: TestServer): Promise<Facilitator> {
  const session = await openSession(server.url, { size: '1000' })
  return screensOf(session)
}
async function screensOf(session: Session): Promise<Facilitator> {
  const cockpit = new Stream(`${session.base}/stream?as=facilitator`, session.cookie)
  const projector = new Stream(`${session.base}/stream?as=projector&key=${session.projectorKey}`, '')
  await Promise.all([cockpit.connect(), projector.connect()])
  return { session, cockpit, screens: [cockpit, projector], version: cockpit.view!.version }
}

async function give(facilitator: Facilitator, command: AskedCommand): Promise<void> {
  const reply = await giveCommand(facilitator.session, facilitator.version, command)
  if (reply.status !== 200) throw new Error(`${JSON.stringify(command)} was refused: ${reply.reason}`)
  facilitator.version = reply.version!
}

/** Everybody votes once within the window. @returns milliseconds to each acknowledgement */
async function vote(facilitator: Facilitator, phones: Phone[]): Promise<number[]> {
  const { moment, vote: about, question } = facilitator.cockpit.view!
  return Promise.all(
    phones.map(async (phone) => {
      await pause(Math.random() * WINDOW)
      const began = performance.now()
      const result = await phone.answer({ moment, seq: Date.now(), about: about!, ballot: ballotFor(question!, Math.random()) })
      if (result !== 'taken') throw new Error(`a vote was not taken: ${result}`)
      return performance.now() - began
    }),
  )
}

async function scenes(server: TestServer, facilitator: Facilitator, phones: Phone[]) {
  const commands: number[][] = []
  const sizes: number[] = []
  const acknowledged: number[] = []
  const step = async (command: AskedCommand) => {
    commands.push(await timed(phones, facilitator.version + 1, () => give(facilitator, command)))
    sizes.push(phones[0]!.bytes)
    await facilitator.cockpit.until((s) => s.view?.version === facilitator.version)
    await pause(200)
  }
  const before = cpuSeconds(server.pid)
  await step({ type: 'start' })
  for (let scene = 0; scene < SCENES; scene++) {
    await step({ type: 'vote' })
    acknowledged.push(...(await vote(facilitator, phones)))
    await step({ type: 'discuss', seconds: 60 })
    await step({ type: 'vote' })
    acknowledged.push(...(await vote(facilitator, phones)))
    await step({ type: 'reveal' })
    await step({ type: 'decide', by: 'majority' })
    if (facilitator.cockpit.view!.phase === 'consequence') await step({ type: 'continue' })
  }
  const used = since(before, cpuSeconds(server.pid))
  return { commands, sizes, acknowledged, cpu: used === null ? null : used / (2 * SCENES) }
}

/** Votes one after the other over each connection. @returns acknowledgements per second */
async function closedLoop(server: TestServer, facilitator: Facilitator, phones: Phone[]): Promise<number> {
  const { moment, vote: about, question } = facilitator.cockpit.view!
  let sent = 0
  let taken = 0
  const began = performance.now()
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      const wire = new Wire(() => server.port)
      while (performance.now() - began < LOOP && sent < MOST_EACH * phones.length) {
        const phone = phones[sent++ % phones.length]!
        const body = JSON.stringify({
          moment,
          seq: Date.now(),
          about: about!,
          ballot: ballotFor(question!, Math.random()),
        } satisfies Answer)
        const { status } = await wire.ask('POST', `/en/live/${facilitator.session.id}/answers`, { cookie: phone.cookie, body })
        if (status === 200) taken++
      }
      wire.close()
    }),
  )
  return taken / ((performance.now() - began) / 1000)
}

/** `kill -9` in the middle of a vote. Phones reconnect and repeat their votes by themselves. */
async function killed(server: TestServer, options: ServerOptions, facilitator: Facilitator, phones: Phone[]) {
  const voting = vote(facilitator, phones)
  await pause(WINDOW / 2)
  for (const screen of facilitator.screens) screen.close()
  const began = performance.now()
  await server.kill('SIGKILL')
  const starting = startServer({ ...options, dataDir: server.dataDir, port: server.port })
  await streamAnswered(facilitator.session)
  const up = (performance.now() - began) / 1000
  const again = await starting
  const pages = (performance.now() - began) / 1000
  await allAt(phones, facilitator.version)
  const back = (Math.max(...phones.map((p) => p.sawAt)) - began) / 1000
  await voting
  const restarted = await screensOf(facilitator.session)
  await give(restarted, { type: 'reveal' })
  await restarted.cockpit.until((s) => s.view?.phase === 'revealed')
  const voted = restarted.cockpit.view!.totals!.rounds.at(-1)!.voted
  return {
    again,
    facilitator: restarted,
    up,
    pages,
    back,
    lost: Math.max(0, phones.length - voted),
    twice: Math.max(0, voted - phones.length),
  }
}

async function streamAnswered({ base, projectorKey }: Session): Promise<void> {
  for (const until = performance.now() + 30_000; performance.now() < until; await pause(10)) {
    const stream = new Stream(`${base}/stream?as=projector&key=${projectorKey}`, '')
    const answered = await stream.connect().then(
      () => true,
      () => false,
    )
    stream.close()
    if (answered) return
  }
  throw new Error('no stream was answered after the restart')
}

export interface SessionMeasurement {
  figures: Figures
  sizes: number[]
}

export async function measureSession(n: number, options: ServerOptions, dataDir: string): Promise<SessionMeasurement> {
  const server = await startServer({ ...options, dataDir })
  let now = server
  const phones: Phone[] = []
  let facilitator = await takeFacilitator(server)
  try {
    const arrival = await arrive({ port: server.port, pid: server.pid, session: facilitator.session }, n)
    phones.push(...arrival.phones)
    const run = await scenes(server, facilitator, phones)
    await give(facilitator, { type: 'vote' })
    await facilitator.cockpit.until((s) => s.view?.phase === 'voting')
    const votes = await closedLoop(server, facilitator, phones)
    await give(facilitator, { type: 'discuss', seconds: 60 })
    await give(facilitator, { type: 'vote' })
    await facilitator.cockpit.until((s) => s.view?.vote === 'round-2')
    const death = await killed(server, options, facilitator, phones)
    ;({ again: now, facilitator } = death)
    await pause(500)
    const began = performance.now()
    await now.kill('SIGTERM')
    const exit = (performance.now() - began) / 1000
    const { p50, p99, last, worst } = spread(run.commands)
    return {
      sizes: run.sizes,
      figures: {
        joined: phones.length,
        join: arrival.seconds,
        phone50: p50,
        phone99: p99,
        last,
        worst,
        ack50: quantile(run.acknowledged, 0.5),
        ack99: quantile(run.acknowledged, 0.99),
        votes,
        cpu: run.cpu,
        memory: arrival.memory === null ? null : arrival.memory / 1024,
        up: death.up,
        pages: death.pages,
        back: death.back,
        lost: death.lost,
        twice: death.twice,
        exit,
      },
    }
  } finally {
    for (const phone of phones) phone.close()
    for (const screen of facilitator.screens) screen.close()
    await now.kill('SIGKILL')
  }
}
