/** Huge bodies and requests that never end, while others continue. `npm run soak` also asserts how fast those are served. */
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { residentBytes } from '../bench/live/process'
import { ask } from '../support/live'
import { type TestServer, startServer } from '../support/server'

const FULL = Number(process.env.SOAK_RUNS || 3) > 3
const BODIES = 20
const BODY = 100_000_000
const HALF_OPEN = 300
const MB = 1_000_000
const OTHERS = ['/en', '/en/learn', '/en/learn/T01', '/healthz']
const TARGETS = ['/en/sign-in/password', '/en/learn/T01/start', '/en/manage/courses/create', '/en/j', '/api/auth/sign-in/email', '/nowhere']

let server: TestServer
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

/** More headers than Node keeps, so code that relies on them sees neither body nor proxy. */
const HIDING = 'a:b\r\n'.repeat(1_100)

function sendBody(path: string, bytes: number, before = ''): Promise<{ status: number; taken: number }> {
  const piece = Buffer.from(`${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`)
  return new Promise((done) => {
    const socket = connect(server.port, '127.0.0.1')
    let status = 0
    let taken = 0
    const write = () => {
      while (taken < bytes && !socket.destroyed) {
        taken += 65_536
        if (!socket.write(piece)) return
      }
      if (!socket.destroyed) socket.end('0\r\n\r\n')
    }
    socket.on('data', (text) => {
      status ||= Number(text.toString('latin1').slice(9, 12))
    })
    socket
      .on('drain', write)
      .on('error', () => {})
      .on('close', () => done({ status, taken }))
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\ncontent-type: application/x-www-form-urlencoded\r\n${before}transfer-encoding: chunked\r\n\r\n`,
    )
    write()
  })
}

function others() {
  const waited: number[] = []
  let over = false
  const one = async (first: number) => {
    for (let n = first; !over; n++) {
      const began = performance.now()
      expect((await ask(server.url + OTHERS[n % OTHERS.length])).status).toBe(200)
      waited.push(performance.now() - began)
      await pause(100)
    }
  }
  const all = Promise.all(Array.from({ length: 10 }, (_, i) => one(i)))
  return async () => {
    over = true
    await all
    return waited
  }
}
const percentile = (of: number[], p: number) => [...of].sort((a, b) => a - b)[Math.min(of.length - 1, Math.floor(of.length * p))]!

test('others are served, and memory stays bounded, under bodies of 100 MB and half-open requests [p:entry-unfinished]', async () => {
  // First let pages compile and the heap grow to its normal size.
  const warm = others()
  await pause(FULL ? 20_000 : 2_000)
  await warm()
  const alone = others()
  await pause(FULL ? 5_000 : 1_000)
  const quiet = await alone()
  const before = residentBytes(server.pid)
  const half = Array.from({ length: HALF_OPEN }, () => connect(server.port, '127.0.0.1').on('error', () => {}))
  for (const [i, socket] of half.entries()) {
    socket.write(
      i % 2
        ? `POST ${TARGETS[i % TARGETS.length]} HTTP/1.1\r\nhost: x\r\ncontent-length: 60000\r\n\r\n${'x'.repeat(50_000)}`
        : 'GET /en HTTP/1.1\r\nhost: ',
    )
  }
  const stop = others()
  let most = before
  const watch = setInterval(() => {
    most = Math.max(most ?? 0, residentBytes(server.pid) ?? 0)
  }, 50)
  const sent: Awaited<ReturnType<typeof sendBody>>[] = []
  for (let round = 0; round < (FULL ? 5 : 1); round++) {
    sent.push(
      ...(await Promise.all(Array.from({ length: BODIES }, (_, i) => sendBody(TARGETS[i % TARGETS.length]!, BODY, i % 4 ? '' : HIDING)))),
    )
    await pause(FULL ? 2_000 : 500)
  }
  const waited = await stop()
  clearInterval(watch)
  for (const socket of half) socket.destroy()
  const grown = before === null ? null : (most! - before) / MB
  const p99 = [quiet, waited].map((of) => Math.round(percentile(of, 0.99)))
  console.log(
    `others' p99: ${p99[0]} ms alone (${quiet.length}), ${p99[1]} ms meanwhile (${waited.length}); memory ${grown === null ? 'not measured' : `+${Math.round(grown)} MB`}`,
  )
  for (const { status, taken } of sent) {
    expect([413, 303, 431]).toContain(status)
    expect(taken).toBeLessThan(BODY / 3)
  }
  expect(waited.length).toBeGreaterThan(10)
  if (grown !== null) expect(grown).toBeLessThan(100)
  if (FULL) expect(p99[1]).toBeLessThan(100)
})
