/** Requests from one address for as many pages, and as expensive ones, as it can get. Others who connect meanwhile must not wait for them. */
import { setMaxListeners } from 'node:events'
import { request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Session, openSession } from '@/tests/support/live'
import { type TestServer, startServer } from '@/tests/support/server'

let server: TestServer
let session: Session
beforeAll(async () => {
  server = await startServer({ env: { LOG_LEVEL: 'error' } })
  session = await openSession(server.url)
})
afterAll(() => server.stop())

/** Asks by HEAD: the page is made, and this process has little to read. @returns the status; 0 if the request was given up */
const ask = (path: string, localAddress: string, signal?: AbortSignal): Promise<number> =>
  new Promise((done) => {
    const headers = { cookie: session.cookie }
    const options = { method: 'HEAD', host: '127.0.0.1', port: server.port, path, localAddress, agent: false, headers }
    request({ ...options, ...(signal && { signal }) }, (response) => done(response.resume().statusCode!))
      .on('error', () => done(0))
      .end()
  })

test.each([
  ['plain', () => '/en', 300],
  ['expensive', () => `/en/live/${session.id}/printout/slides`, 400],
  ['missing', () => '/en/nowhere', 400],
])('%s pages for a flood delay nobody else [p:pages-in-turn]', async (_, path, size) => {
  const leaving = new AbortController()
  setMaxListeners(size, leaving.signal)
  let answered = 0
  const one = async () => {
    while (!leaving.signal.aborted) {
      const status = await ask(path(), '127.0.0.2', leaving.signal)
      if (status > 0) answered++
    }
  }
  const flood = Array.from({ length: size }, one)
  await expect.poll(() => answered, { timeout: 60_000 }).toBeGreaterThan(2)
  const waited: number[] = []
  for (const visit of ['/healthz', '/en/learn', '/en/j', '/en/live', '/healthz', '/en']) {
    const before = answered
    expect(await ask(visit, '127.0.0.1')).toBe(200)
    waited.push(answered - before)
    await pause(20)
  }
  leaving.abort()
  await Promise.all(flood)
  // One or two are under way; this process reads some answers late. In one queue it would be the whole flood.
  expect(Math.max(...waited)).toBeLessThan(20)
})
