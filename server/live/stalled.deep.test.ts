import { mkdtempSync, rmSync } from 'node:fs'
import { IncomingMessage, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, Socket, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { submissionsOf } from '@/scenarios/engine/play/graph'
import { sceneOf } from '@/scenarios/engine/play/play'
import { roomState } from '@/scenarios/engine/live/room'
import type { AskedCommand } from '@/scenarios/engine/live/schema'
import { type Session, joinBy, participantStream } from '@/tests/support/live'
import { holdStore } from '@/tests/support/store'
import { carryOut } from './commands'
import { createEntry } from '../http/entry'
import { handleLive } from './handle-request'
import { closeRooms, liveRoom } from './open-rooms'
import { createRoom, readRoom } from './stored-rooms'
import { watch } from './screens'

/** More commands than needed to fill the kernel's buffers, which hold some megabytes for a client. */
const MOST = 1_500

const directory = mkdtempSync(join(tmpdir(), 'second-look-stalled-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
holdStore(async () => ({ directory }))
let server: Server
let origin: string
/** The server's side of each connection, by the client's port. */
const sockets = new Map<number, Socket>()
beforeAll(async () => {
  server = createEntry({
    observe: () => {},
    handle: (request, response) => void (handleLive(request, response) || response.writeHead(404).end()),
    isSignedIn: async () => false,
  }).listen(0, '127.0.0.1')
  server.on('connection', (socket) => sockets.set(socket.remotePort!, socket))
  await new Promise((done) => server.once('listening', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return async () => {
    await closeRooms()
    server.closeAllConnections()
    server.close()
  }
})

async function open(): Promise<Session> {
  const plan = { minutes: 45, size: 20, audience: 'phones', names: 'anonymous', rehearsal: 0 } as const
  const { id } = (await createRoom({ scenario: 'P01', variant: 'hostile', ...plan }, 'en'))!
  const row = (await readRoom(id))!
  return { id, base: `${origin}/en/live/${id}`, code: row.code!, facilitatorLink: '', projectorKey: '', cookie: '' }
}

test('is disconnected once its queue passes the limit, while others go on, and gets the whole view when it returns', async () => {
  const session = await open()
  const [lazy, eager] = await Promise.all([joinBy(origin, session), joinBy(origin, session)])
  const reading = participantStream(session.base, eager!)
  await reading.connect()
  const { port, hostname } = new URL(origin)
  const socket = connect({ port: Number(port), host: hostname })
  await new Promise((done) => socket.once('connect', done))
  socket.write(
    `GET ${new URL(session.base).pathname}/stream?as=participant HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncookie: ${lazy}\r\n\r\n`,
  )
  socket.pause().on('error', () => {})
  await expect.poll(() => sockets.get(socket.localPort!)?.bytesWritten ?? 0).toBeGreaterThan(0)
  const there = sockets.get(socket.localPort!)!

  const room = (await liveRoom(session.id))!
  const give = async (command: AskedCommand) => {
    expect(await carryOut(room, { version: room.history.length - 1, command }), JSON.stringify(command)).toMatchObject({ ok: true })
    return roomState(room.history)
  }
  let state = await give({ type: 'start' })
  while (state.play.phase !== 'judgement') {
    const [choices] = submissionsOf(sceneOf(room.script.play, state.play), state.play)
    state = await give(state.phase === 'consequence' ? { type: 'continue' } : { type: 'decide', by: 'facilitator', choices: choices! })
  }
  // Shows and hides the whole debrief, which is the largest view, because before the close it comes part by part.
  await give({ type: 'conclude' })
  let most = 0
  for (let n = 0; n < MOST && !there.destroyed; n++) {
    state = await give({ type: state.phase === 'closed' ? 'reopen' : 'close' })
    most = Math.max(most, there.writableLength)
    await new Promise(setImmediate)
  }
  expect(there.destroyed).toBe(true)
  // Bytes over the limit are held for a moment.
  expect(most).toBeLessThan(384 * 1024)

  if (state.phase !== 'closed') await give({ type: 'close' })
  await reading.until(({ view }) => view!.version === room.history.length - 1)
  expect(reading.open).toBe(true)
  const again = participantStream(session.base, lazy!)
  await again.connect()
  expect(again.view).toEqual(reading.view)
  expect(again.view!.debrief!.keep).not.toBeNull()
  for (const one of [reading, again]) one.close()
  socket.destroy()
  console.log(`cut after ${room.history.length} versions; at most ${Math.round(most / 1024)} kB held`)
})
test('that left before its stream began does not count', async () => {
  const session = await open()
  const room = (await liveRoom(session.id))!
  const response = new ServerResponse(new IncomingMessage(new Socket()))
  response.destroy()
  watch(room, { response, role: 'projector', who: 'projector' })
  expect(room.viewers.size).toBe(0)
})
