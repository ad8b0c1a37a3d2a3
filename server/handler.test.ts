import { mkdtempSync, rmSync } from 'node:fs'
import { type IncomingMessage, type Server, ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Stream, ask } from '@/tests/support/live'
import { holdLiveCore } from '@/tests/support/live-core'
import { holdStore } from '@/tests/support/store'
import { createHandler } from './handler'
import { createFairQueue } from './http/fair-queue'

const directory = mkdtempSync(join(tmpdir(), 'second-look-handler-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))
holdStore(async () => ({ directory }))
const { open } = holdLiveCore()

const { handle, openPages } = createHandler(false, createFairQueue())
let server: Server
let origin: string
beforeAll(async () => {
  server = createServer(handle).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

test('streams work before the pages are ready, /healthz answers 503 until then, and pages wait', async () => {
  const session = await open()
  const page = ask(`${origin}/en/learn`)
  const stream = new Stream(`${origin}/en/live/${session.id}/stream?as=projector&key=${session.projectorKey}`, '')
  await stream.connect()
  expect(stream.view).toMatchObject({ version: 0 })
  stream.close()
  for (const path of ['/healthz', '/healthz?x'])
    expect(await ask(`${origin}${path}`)).toMatchObject({ status: 503, body: '{"status":"starting"}' })
  expect((await ask(`${origin}/learn`)).status).toBe(307)
  expect(await Promise.race([page, 'waits'])).toBe('waits')

  openPages((request, response) => response.end(`page ${request.url}`))
  expect(await page).toMatchObject({ status: 200, body: 'page /en/learn' })
  expect(await ask(`${origin}/healthz`)).toMatchObject({ status: 200, body: 'page /healthz' })
})

test('a /48 of IPv6 waits in one lane, and IPv4 addresses in lanes of their own', () => {
  const lanes: string[] = []
  const queue = { connected: () => {}, enqueue: (lane: string) => lanes.push(lane) > 0 }
  const { handle: route } = createHandler(false, queue)
  for (const remoteAddress of ['2001:db8:1:2::3', '2001:db8:1:ffff::4', '2001:db8:2::1', '192.0.2.1', '192.0.2.2']) {
    const request = { url: '/en/learn', method: 'GET', headers: {}, socket: { remoteAddress } } as IncomingMessage
    route(request, new ServerResponse(request))
  }
  expect(lanes).toEqual(['2001:db8:1::/48', '2001:db8:1::/48', '2001:db8:2::/48', '192.0.2.1', '192.0.2.2'])
})
