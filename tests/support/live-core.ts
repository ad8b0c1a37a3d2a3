import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect } from 'vitest'
import type { Answer } from '@/scenarios/engine/live/ballot'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import type { Choices, Rating } from '@/scenarios/engine/play/events'
import { sceneOf } from '@/scenarios/engine/play/play'
import { roomState } from '@/scenarios/engine/live/room'
import type { AskedCommand, SessionPlan } from '@/scenarios/engine/live/schema'
import { newToken } from '@/server/platform/tokens'
import { facilitatorsOf } from '@/server/live/facilitators'
import { createEntry } from '@/server/http/entry'
import { handleLive } from '@/server/live/handle-request'
import { closeRooms, liveRoom } from '@/server/live/open-rooms'
import { addFacilitators, createRoom, projectorKeyOf, readRoom } from '@/server/live/stored-rooms'
import { AUTH_SECRET } from './apart'
import { type Session, type Stream, ask, joinBy, giveCommand } from './live'

process.env.TRUSTED_PROXIES = '1'
process.env.AUTH_SECRET = AUTH_SECRET

type NamedCommand =
  | 'start'
  | 'vote'
  | 'reveal'
  | 'continue'
  | 'undo'
  | 'lock'
  | 'unlock'
  | 'pause'
  | 'resume'
  | 'close'
  | 'reopen'
  | 'conclude'

/** Starts before the tests and stops after them. The store must be held already. */
export function holdLiveCore() {
  let server: Server
  let origin: string
  beforeAll(async () => {
    // Behind the entry, as everywhere, because the live core reads only whole bodies.
    server = createEntry({
      observe: () => {},
      handle: (request, response) => void (handleLive(request, response) || response.writeHead(404).end()),
      isSignedIn: async () => false,
    }).listen(0, '127.0.0.1')
    // A connection that is closed while a request comes resets it, and a busy machine may be slow to ask again.
    server.keepAliveTimeout = 600_000
    await new Promise((done) => server.once('listening', done))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(async () => {
    await closeRooms()
    server.closeAllConnections()
    server.close()
  })

  async function open(plan: Partial<SessionPlan> = {}): Promise<Session> {
    const made = (await createRoom(
      { scenario: 'P01', variant: 'hostile', minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0, ...plan },
      'en',
    ))!
    const facilitator = newToken()
    await addFacilitators(made.id, facilitatorsOf(facilitator, undefined), '', true)
    const row = (await readRoom(made.id))!
    return {
      id: made.id,
      base: `${origin}/en/live/${made.id}`,
      code: row.code!,
      facilitatorLink: '',
      projectorKey: projectorKeyOf(made.id),
      cookie: `facilitator=${facilitator}`,
    }
  }
  const stateOf = async ({ id }: Session) => roomState((await liveRoom(id))!.history)
  async function run(session: Session, ...commands: (AskedCommand | NamedCommand)[]) {
    for (const command of commands) {
      const { history } = (await liveRoom(session.id))!
      const reply = await giveCommand(session, history.length - 1, typeof command === 'string' ? { type: command } : command)
      expect(reply, JSON.stringify(command)).toMatchObject({ status: 200 })
    }
  }
  const people = (session: Session, n: number) => Promise.all(Array.from({ length: n }, () => joinBy(origin, session)))
  async function offers(session: Session): Promise<Choices[]> {
    const { script, history } = (await liveRoom(session.id))!
    return [...submissionsOf(sceneOf(script.play, roomState(history).play), roomState(history).play)]
  }
  let seq = 1
  const vote = (choices: Choices, round = 1, moment = 1, also: { reported?: true; rating?: Rating } = {}): Answer => ({
    moment,
    seq: seq++,
    about: `round-${round}`,
    ballot: { kind: 'decide', choices, ...also },
  })
  const flags = (ids: string[]): Answer => ({ moment: 1, seq: seq++, about: 'flags', flags: ids })
  async function snapshot(
    session: Session,
    as: string,
    cookie: string,
  ): Promise<{ status: number; view: Stream['view']; counts: Stream['counts'] }> {
    const { status, body } = await ask(`${session.base}/state?as=${as}`, { cookie })
    return { status, ...(JSON.parse(body || '{}') as { view: Stream['view']; counts: Stream['counts'] }) }
  }
  const join = (session: Session, options: Parameters<typeof joinBy>[2] = {}) => joinBy(origin, session, options)

  return { open, stateOf, run, join, people, offers, vote, flags, snapshot }
}
