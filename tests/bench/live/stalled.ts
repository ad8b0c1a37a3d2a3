import { type Socket, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { joinBy } from '../../support/live'
import { type ServerOptions, startServer } from '../../support/server'
import { goToJudgement, takeCourse } from './course'
import { residentBytes } from './process'

const READERS = 50
/** Each round shows the whole debrief, the largest view. After this many, every kernel buffer is full; the first few warm up. */
const ROUNDS = 400
const WARM = 50

/** @returns the most the server grew per reader, in bytes; null if the system does not report it */
export async function measureStalled(options: ServerOptions): Promise<number | null> {
  const server = await startServer(options)
  const sockets: Socket[] = []
  const course = await takeCourse(server, 2 * (ROUNDS + WARM) + 100)
  try {
    await goToJudgement(course)
    await course.give({ type: 'conclude' })
    const {
      session: { id, base },
      session,
    } = course
    const cookies: string[] = []
    for (let n = 0; n < READERS; n++) cookies.push(await joinBy(server.url, session))
    let peak = 0
    const rounds = async (n: number) => {
      for (let round = 0; round < n; round++) {
        await course.give({ type: 'close' })
        await course.give({ type: 'reopen' })
        peak = Math.max(peak, residentBytes(server.pid) ?? 0)
      }
    }
    await rounds(WARM)
    const before = residentBytes(server.pid)
    for (const cookie of cookies) sockets.push(await openAndStall(server.port, `${new URL(base).pathname}/stream?as=participant`, cookie))
    peak = 0
    await rounds(ROUNDS)
    const cut = await countCut(sockets)
    if (cut < READERS) throw new Error(`${READERS - cut} readers of session ${id} were not cut`)
    return before === null ? null : Math.max(0, peak - before) / READERS
  } finally {
    for (const socket of sockets) socket.destroy()
    course.close()
    await server.stop()
  }
}

function openAndStall(port: number, path: string, cookie: string): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' }).on('error', reject)
    socket.write(`GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\n\r\n`)
    socket.once('data', () => {
      socket.pause()
      resolve(socket)
    })
  })
}

async function countCut(sockets: Socket[]): Promise<number> {
  for (const socket of sockets) socket.on('data', () => {}).resume()
  for (let waited = 0; waited < 5_000 && sockets.some((s) => !s.closed && !s.readableEnded); waited += 50) await pause(50)
  return sockets.filter((s) => s.closed || s.readableEnded).length
}
