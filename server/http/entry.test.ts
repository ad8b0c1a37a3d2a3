import { AsyncLocalStorage } from 'node:async_hooks'
import type { AddressInfo } from 'node:net'
import { type Socket, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, describe, expect, test } from 'vitest'
import { createEntry } from './entry'
import { LIMITS } from './entry-limits'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

async function open(limits: Partial<typeof LIMITS> = {}) {
  const got: string[] = []
  const seen: number[] = []
  const launch = new AsyncLocalStorage<string>()
  const foreign: string[] = []
  const server = createEntry(
    {
      observe: (_, response) => void response.on('close', () => seen.push(response.statusCode)),
      isSignedIn: async ({ headers }) => pause(5, headers.cookie === 'account=yes'),
      handle: (request, response) => {
        foreign.push(launch.getStore() ?? '')
        return launch.run(request.url!, async () => {
          let body = ''
          for await (const chunk of request as AsyncIterable<Buffer>) body += chunk.toString('latin1')
          got.push(`${request.method} ${request.url} ${body.length}`)
          if (request.url === '/slow') await pause(200)
          response.end(request.url === '/large' ? Buffer.alloc(20_000_000) : body.slice(-20))
        })
      },
    },
    { ...LIMITS, lingerTime: 100, ...limits },
  ).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  ends.push(() => server.close().closeAllConnections())
  return { got, seen, foreign, port: (server.address() as AddressInfo).port }
}

function dial(port: number) {
  const socket: Socket = connect(port, '127.0.0.1')
  const at = {
    socket,
    text: '',
    closed: false,
    until: (told: RegExp) => expect.poll(() => at.text, { timeout: 5_000, interval: 5 }).toMatch(told),
  }
  socket
    .setEncoding('latin1')
    .on('data', (text: string) => {
      at.text += text
    })
    .on('error', () => {})
    .on('close', () => {
      at.closed = true
    })
  ends.push(() => socket.destroy())
  return at
}
const head = (method: string, path: string, ...headers: string[]) =>
  `${[`${method} ${path} HTTP/1.1`, 'host: here', ...headers].join('\r\n')}\r\n\r\n`
const chunk = (text: string) => `${text.length.toString(16)}\r\n${text}\r\n`
const CHUNKED = 'transfer-encoding: chunked'

describe('a body [p:entry-bytes]', () => {
  test.each(['GET', 'HEAD', 'POST'])(
    'of a %s that claims to be too large is refused before any of it is read, and the connection ends',
    async (method) => {
      const { got, seen, port } = await open()
      const at = dial(port)
      at.socket.write(head(method, '/en/learn/P01/start', `content-length: ${LIMITS.held}`))
      await at.until(/^HTTP\/1\.1 413 /)
      if (method !== 'HEAD') await at.until(/at most 65 kB here\. Go back and send a smaller file/)
      expect(at.text).toMatch(/^connection: close$/im)
      await expect.poll(() => at.closed, { timeout: 3_000 }).toBe(true)
      expect(got).toEqual([])
      expect(seen).toEqual([413])
    },
  )

  test.each(['/en/learn/P01/start', '/api/auth/sign-in', '/nowhere/at/all', '/en/live/abc/answers'])(
    'without a length is counted as it arrives: %s',
    async (path) => {
      const { got, port } = await open()
      const at = dial(port)
      at.socket.write(head('POST', path, CHUNKED))
      const piece = chunk('x'.repeat(10_000))
      let sent = 0
      for (; sent < 10_000 && !at.closed && at.socket.writable; sent++) {
        if (!at.socket.write(piece)) await Promise.race([new Promise((done) => at.socket.once('drain', done)), pause(50)])
      }
      await at.until(/^HTTP\/1\.1 413 /)
      // Allows for what the operating system buffers, and for what we read and discard.
      expect(sent * 10_000).toBeLessThan(30_000_000)
      expect(got).toEqual([])
    },
  )

  test('is counted whatever its headers claim, and a request with too many headers is refused', async () => {
    const { got, seen, port } = await open()
    const many = Array<string>(1_100).fill('a:b')
    const [hidden, few] = [dial(port), dial(port)]
    hidden.socket.write(head('POST', '/en/sign-in/password', ...many, CHUNKED))
    for (let n = 0; n < 1_000 && !hidden.closed; n++) {
      hidden.socket.write(chunk('x'.repeat(10_000)))
      await pause(0)
    }
    await hidden.until(/^HTTP\/1\.1 431 /)
    await expect.poll(() => hidden.closed).toBe(true)
    few.socket.write(head('GET', '/few', ...many.slice(0, 99)))
    await few.until(/^HTTP\/1\.1 200 /)
    expect(got).toEqual(['GET /few 0'])
    expect(seen[0]).toBe(431)
  })

  test('announced with Expect: 100-continue is requested if it fits, and refused if not', async () => {
    const { got, port } = await open()
    const [fits, large] = [dial(port), dial(port)]
    fits.socket.write(head('POST', '/en', 'content-length: 5', 'expect: 100-continue'))
    large.socket.write(head('POST', '/en', 'content-length: 500000', 'expect: 100-continue'))
    await fits.until(/^HTTP\/1\.1 100 Continue\r\n/)
    await large.until(/^HTTP\/1\.1 413 /)
    fits.socket.write('hello')
    await fits.until(/HTTP\/1\.1 200 OK[\s\S]*hello$/)
    expect(got).toEqual(['POST /en 5'])
  })

  test('reaches the handler whole, whatever pieces it arrives in, and the connection goes on', async () => {
    const { got, port } = await open()
    const at = dial(port)
    at.socket.write(head('POST', '/a', 'content-length: 65536') + 'y'.repeat(65_000))
    await pause(20)
    expect(got).toEqual([])
    at.socket.write(`${'y'.repeat(533)}end${head('POST', '/b', CHUNKED)}${chunk('one ')}`)
    await at.until(/yend$/)
    for (const piece of ['two ', 'three ']) {
      at.socket.write(chunk(piece))
      await pause(10)
    }
    at.socket.write('0\r\n\r\n')
    await at.until(/one two three $/)
    at.socket.write(`${head('POST', '/c', CHUNKED)}0\r\n\r\n`)
    await expect.poll(() => got).toEqual(['POST /a 65536', 'POST /b 14', 'POST /c 0'])
  })

  test('in pieces of a byte is refused long before it is large', async () => {
    const { got, port } = await open()
    const at = dial(port)
    at.socket.write(head('POST', '/en', CHUNKED) + chunk('x').repeat(3_000))
    await at.until(/^HTTP\/1\.1 413 /)
    expect(got).toEqual([])
  })

  test('may be larger on addresses that take files, if its sender is signed in', async () => {
    const { got, port } = await open()
    const send = (path: string, cookie: string, bytes: number, framing: 'length' | 'chunks') => {
      const at = dial(port)
      at.socket.write(
        framing === 'length'
          ? `${head('POST', path, cookie, `content-length: ${bytes}`)}${'z'.repeat(bytes)}`
          : `${head('POST', path, cookie, CHUNKED)}${chunk('z'.repeat(bytes))}0\r\n\r\n`,
      )
      return at
    }
    const file = '/en/manage/courses/c1/file/save'
    for (const framing of ['length', 'chunks'] as const) {
      await send(file, 'cookie: account=yes', 1_900_000, framing).until(/^HTTP\/1\.1 200 [\s\S]*z$/)
      await send(file, 'cookie: account=yes', 2_000_001, framing).until(/^HTTP\/1\.1 413 [\s\S]*at most 2000 kB/)
      await send(file, 'x: y', 100_000, framing).until(/^HTTP\/1\.1 303 [\s\S]*location: \/en\/sign-in\r\n/i)
      await send('/en/learn/P01/start', 'cookie: account=yes', 100_000, framing).until(/^HTTP\/1\.1 413 /)
    }
    expect(got).toEqual([`POST ${file} 1900000`, `POST ${file} 1900000`])
  })
})

describe('an unfinished request [p:entry-unfinished]', () => {
  test('ends after a time, whether its headers or its body are slow', async () => {
    const { got, port } = await open({ headersTime: 100, requestTime: 200 })
    const slow = [dial(port), dial(port), dial(port)]
    slow[0]!.socket.write('GET / HTTP/1.1\r\nho')
    slow[1]!.socket.write(`${head('POST', '/', 'content-length: 10')}half`)
    for (const at of slow) await expect.poll(() => at.closed, { timeout: 5_000 }).toBe(true)
    expect(got).toEqual([])
  })

  test('is closed in favour of newer ones if there are too many; a complete one never is', async () => {
    const { got, port } = await open({ unfinishedOfOne: 5 })
    const idle = dial(port)
    idle.socket.write(head('GET', '/first'))
    await idle.until(/200 OK/)
    const half = await Promise.all(
      Array.from({ length: 5 }, async (_, i) => {
        const at = dial(port)
        await pause(10 * i)
        at.socket.write(`${head('POST', '/', 'content-length: 10')}half`)
        return at
      }),
    )
    await pause(50)
    const newer = dial(port)
    newer.socket.write(head('GET', '/newer'))
    await newer.until(/200 OK/)
    await expect.poll(() => half.map((at) => at.closed)).toEqual([true, false, false, false, false])
    half[1]!.socket.write('+ half')
    await half[1]!.until(/half\+ half$/)
    idle.socket.write(head('GET', '/again'))
    await expect.poll(() => got.length).toBe(4)
    expect(idle.closed).toBe(false)
  })

  test('is closed, the oldest first, if bodies hold too much memory together', async () => {
    const { got, port } = await open({ held: 150_000 })
    const all: ReturnType<typeof dial>[] = []
    for (let i = 0; i < 3; i++) {
      const at = dial(port)
      at.socket.write(`${head('POST', `/${i}`, 'content-length: 60001')}${'x'.repeat(60_000)}`)
      all.push(at)
      await pause(50)
    }
    await expect.poll(() => all.map((at) => at.closed)).toEqual([true, false, false])
    for (const at of all.slice(1)) at.socket.write('x')
    await expect.poll(() => got).toEqual(['POST /1 60001', 'POST /2 60001'])
  })
})

test('a client that does not read on is let go, and one that reads slowly is not [p:entry-unfinished]', async () => {
  const { port } = await open({ stalledTime: 300 })
  const [stalled, slow] = [dial(port), dial(port)]
  for (const { socket } of [stalled, slow]) socket.pause().write(head('GET', '/large'))
  const reading = setInterval(() => void slow.socket.resume().once('data', () => slow.socket.pause()), 20)
  ends.push(() => clearInterval(reading))
  await pause(1_500)
  stalled.socket.resume()
  await expect.poll(() => stalled.closed).toBe(true)
  expect(stalled.text.length).toBeLessThan(20_000_000)
  expect(slow.closed).toBe(false)
})

describe('requests of one connection [p:pages-in-turn]', () => {
  test('are answered one after the other, each as itself [p:lti-own]', async () => {
    const { got, foreign, port } = await open()
    const at = dial(port)
    at.socket.write(`${head('GET', '/1')}${head('POST', '/2', 'content-length: 3')}two${head('GET', '/slow')}${head('GET', '/4')}`)
    await expect.poll(() => got).toEqual(['GET /1 0', 'POST /2 3', 'GET /slow 0'])
    await pause(50)
    expect(got).toHaveLength(3)
    await expect.poll(() => got).toEqual(['GET /1 0', 'POST /2 3', 'GET /slow 0', 'GET /4 0'])
    await expect.poll(() => at.text.match(/200 OK/g)?.length).toBe(4)
    expect(foreign).toEqual(['', '', '', ''])
  })

  test('close it if more than a few wait, and cause no work', async () => {
    const { got, port } = await open()
    const at = dial(port)
    at.socket.pause().write(head('GET', '/slow').repeat(1_300))
    await pause(100)
    at.socket.resume()
    await expect.poll(() => at.closed).toBe(true)
    await pause(300)
    expect(got).toEqual(['GET /slow 0'])
  })

  test('are not answered after one that closes it', async () => {
    const { got, port } = await open()
    const at = dial(port)
    at.socket.write(head('DELETE', '/1') + head('GET', '/2'))
    await at.until(/^HTTP\/1\.1 405 /)
    await expect.poll(() => at.closed).toBe(true)
    expect(got).toEqual([])
  })
})
