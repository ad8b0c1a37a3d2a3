import { AsyncLocalStorage } from 'node:async_hooks'
import { EventEmitter } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer, get } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises'
import { afterEach, expect, test } from 'vitest'
import { createFairQueue } from './fair-queue'
import { ObservedResponse } from './observed-response'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** Keeps the event loop for so long, as a page does that is rendered. */
function work(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

/** A path is `/network/kind`. A page of the kind `idle` only waits, others are work; `open` is never read to its end, `held` never made,
 * `left` asked for by somebody who has hung up. */
async function open(limits: Parameters<typeof createFairQueue>[0] = {}) {
  const begun: string[] = []
  const launch = new AsyncLocalStorage<string>()
  const foreign: string[] = []
  let [connections, underWay, most] = [0, 0, 0]
  const { connected, enqueue } = createFairQueue(limits)
  const make = async (kind: string, response: ObservedResponse) => {
    begun.push(response.req.url!)
    foreign.push(launch.getStore() ?? '')
    await launch.run(response.req.url!, () => makeBegun(kind, response))
  }
  const makeBegun = async (kind: string, response: ObservedResponse) => {
    most = Math.max(most, ++underWay)
    if (kind === 'held') return
    if (kind === 'idle') await pause(50)
    else work(kind === 'long' ? 100 : 10)
    underWay--
    response.write('page')
    if (kind !== 'open') response.end()
  }
  const server = createServer({ ServerResponse: ObservedResponse }, (request: IncomingMessage, response: ObservedResponse) => {
    const [, network, kind] = request.url!.split('/') as [string, string, string]
    const add = () => {
      if (!enqueue(network, response, () => void make(kind, response))) response.writeHead(503).end()
    }
    if (kind === 'left') request.socket.once('end', add)
    else add()
  }).on('connection', () => {
    connections++
    connected()
  })
  await new Promise<void>((done) => server.listen({ host: '127.0.0.1', port: 0, backlog: 1_000 }, done))
  ends.push(() => server.close().closeAllConnections())
  const { port } = server.address() as AddressInfo
  const ask = (path: string) => {
    const request = get({ port, path, agent: false })
    const status = new Promise<number>((done) =>
      request.on('response', (response) => done(response.resume().statusCode!)).on('error', () => done(0)),
    )
    return { status, leave: () => request.destroy() }
  }
  const connectAndLeave = (path: string) => connect(port).end(`GET ${path} HTTP/1.1\r\nhost: here\r\n\r\n`)
  return {
    ask,
    begun,
    foreign,
    connectAndLeave,
    connect: () => void ends.push(endOf(connect(port))),
    connections: () => connections,
    most: () => most,
  }
}
const endOf = (socket: ReturnType<typeof connect>) => () => socket.on('error', () => {}).destroy()

test('no request takes the launch or sign-in of the one before for its own [p:lti-own]', async () => {
  const { ask, foreign } = await open()
  const kinds = ['page', 'idle', 'long', 'page', 'idle', 'page']
  await Promise.all(kinds.map((kind, i) => ask(`/${i % 2}/${kind}`).status))
  expect(foreign).toEqual(kinds.map(() => ''))
})

test('no page is made for those who have hung up, and one under way counts for a while after [p:pages-in-turn]', async () => {
  const { ask, begun, connectAndLeave } = await open({ idle: 1e9 })
  connectAndLeave('/gone/left')
  const held = ask('/gone/held')
  await expect.poll(() => begun).toEqual(['/gone/held'])
  held.leave()
  const left = performance.now()
  expect(await ask('/here/page').status).toBe(200)
  expect(performance.now() - left).toBeGreaterThan(90)
  expect(begun).toEqual(['/gone/held', '/here/page'])
})

test('connections that arrive are accepted before the next page is made [p:pages-in-turn]', async () => {
  const { ask, begun, connections } = await open()
  const flood = Array.from({ length: 100 }, () => ask('/flood/page').status)
  await expect.poll(() => begun.length).toBeGreaterThan(0)
  // With a page in each turn, 100 would take 100 turns to be accepted, and as many pages.
  await expect.poll(connections, { interval: 1 }).toBe(100)
  expect(begun.length).toBeLessThan(20)
  expect(new Set(await Promise.all(flood))).toEqual(new Set([200]))
})

test('another network waits for one page of a flood, not for the flood [p:pages-in-turn]', async () => {
  const { ask, begun } = await open()
  const flood = Array.from({ length: 60 }, () => ask('/flood/page').status)
  await expect.poll(() => begun.length).toBeGreaterThan(3)
  const before = begun.length
  expect(await ask('/other/page').status).toBe(200)
  // Those begun while it connected are among them.
  expect(begun.indexOf('/other/page') - before).toBeLessThan(6)
  await Promise.all(flood)
})

test('time counts, not the number of pages', async () => {
  const { ask, begun } = await open()
  const long = Array.from({ length: 6 }, () => ask('/long/long').status)
  await expect.poll(() => begun.length).toBeGreaterThan(0)
  const short = Array.from({ length: 12 }, () => ask('/short/page').status)
  await Promise.all(short)
  // In turn by number, all of the long ones would have been made.
  expect(begun.filter((url) => url === '/long/long').length).toBeLessThan(6)
  await Promise.all(long)
})

test('rendering goes one by one, and pages that only wait do so together, up to a limit', async () => {
  const busy = await open()
  await Promise.all(Array.from({ length: 10 }, () => busy.ask('/a/page').status))
  expect(busy.most()).toBe(1)
  const idle = await open({ atOnce: 4 })
  await Promise.all(Array.from({ length: 20 }, () => idle.ask('/a/idle').status))
  expect(idle.most()).toBe(4)
})

test('brief requests begin together, each lane’s in turn, and no more than a turn may hold', async () => {
  const response = () => Object.assign(new EventEmitter(), { req: { socket: {} } }) as ServerResponse
  const { enqueue } = createFairQueue({ together: 4 })
  const begun: string[] = []
  for (const lane of ['a', 'a', 'a', 'b', 'b', 'b']) enqueue(lane, response(), () => begun.push(lane), 'brief')
  await nextTurn()
  expect(begun).toEqual(['a', 'b', 'a', 'b'])
  await nextTurn()
  expect(begun).toEqual(['a', 'b', 'a', 'b', 'a', 'b'])
})

test('a flood of connections does not stop pages', async () => {
  const { ask, connect: flood } = await open({ connectionsFirst: 20 })
  const timer = setInterval(flood, 0)
  ends.push(() => clearInterval(timer))
  expect(await ask('/a/page').status).toBe(200)
})

test('a client that leaves causes no work, and a slow reader does not keep others waiting', async () => {
  const { ask, begun } = await open({ atOnce: 1 })
  expect(await ask('/a/open').status).toBe(200)
  const [, left, stayed] = [ask('/a/idle'), ask('/a/left'), ask('/a/stayed')]
  left.leave()
  expect(await stayed.status).toBe(200)
  expect(begun).not.toContain('/a/left')
})

test('if too many of a network wait, further ones have to come back later', async () => {
  const { ask, begun } = await open({ atOnce: 1, waiting: 2 })
  void ask('/a/held')
  await expect.poll(() => begun.length).toBe(1)
  const told: number[] = []
  for (let n = 0; n < 5; n++) void ask('/a/held').status.then((status) => told.push(status))
  await expect.poll(() => told).toEqual([503, 503, 503])
})
