import { createServer, get } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { ObservedResponse } from './observed-response'
import { createRenderQueue } from './render-queue'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** The first part of a path is the network. A page takes 20 ms. A page called `open` is never read to its end. */
async function open(limits: Parameters<typeof createRenderQueue>[0]) {
  const begun: string[] = []
  let [going, most] = [0, 0]
  const enqueue = createRenderQueue(limits)
  const server = createServer({ ServerResponse: ObservedResponse }, (request, response) => {
    const url = request.url!
    const make = async () => {
      begun.push(url)
      most = Math.max(most, ++going)
      await pause(20)
      going--
      response.write('page')
      if (!url.endsWith('open')) response.end()
    }
    if (!enqueue(url.split('/')[1]!, response, () => void make())) response.writeHead(503).end()
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  ends.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo
  const ask = (path: string) => {
    const request = get({ port, path, agent: false })
    const status = new Promise<number>((done) =>
      request.on('response', (response) => done(response.resume().statusCode!)).on('error', () => done(0)),
    )
    return { status, leave: () => request.destroy() }
  }
  return { begun, ask, most: () => most }
}

test('a few pages of one network are rendered at once, and another network does not wait for the rest [p:pages-in-turn]', async () => {
  const { ask, begun, most } = await open({ atOnce: 4, waiting: 100 })
  const crowd = Array.from({ length: 60 }, () => ask('/crowd/page'))
  await expect.poll(() => begun.length).toBeGreaterThan(3)
  expect(await ask('/other/page').status).toBe(200)
  // In one queue for all it would be the last of 61.
  expect(begun.length).toBeLessThan(55)
  expect(await Promise.all(crowd.map(({ status }) => status))).toEqual(Array(60).fill(200))
  expect(most()).toBeLessThanOrEqual(5)
})

test('a client that leaves causes no work, and a slow reader does not keep others waiting', async () => {
  const { ask, begun } = await open({ atOnce: 1, waiting: 100 })
  expect(await ask('/a/open').status).toBe(200)
  const [, left, stayed] = [ask('/a/first'), ask('/a/left'), ask('/a/stayed')]
  left.leave()
  expect(await stayed.status).toBe(200)
  expect(begun).not.toContain('/a/left')
})

test('if too many wait, further requests have to come back later', async () => {
  const { ask } = await open({ atOnce: 1, waiting: 2 })
  const told = await Promise.all(Array.from({ length: 6 }, () => ask('/a/page').status))
  expect(told.filter((status) => status === 503)).toHaveLength(3)
})
