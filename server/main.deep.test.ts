/** How the deployed entry ends, whatever is connected. */
import { Agent, get } from 'node:http'
import { type Socket, connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { startServer } from '@/tests/support/server'

describe('a signal to end', () => {
  const open = (port: number) =>
    new Promise<Socket>((done) => {
      const socket: Socket = connect(port, '127.0.0.1', () => done(socket)).on('error', () => {})
    })

  test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the process within 3 s with code 0, whatever connections are open', async (signal) => {
    const ending = await startServer()
    const agent = new Agent({ keepAlive: true, maxSockets: 20 })
    await Promise.all(
      Array.from(
        { length: 20 },
        () =>
          new Promise<void>((done, failed) => {
            get(`${ending.url}/en`, { agent }, (response) => response.resume().on('end', done)).on('error', failed)
          }),
      ),
    )
    const [silent, halfway] = await Promise.all([open(ending.port), open(ending.port)])
    halfway.write('POST /en/learn/T01/start HTTP/1.1\r\nhost: x\r\ncontent-length: 10\r\n\r\nhalf')
    const began = performance.now()
    const { code, output } = await ending.kill(signal)
    expect({ code, output }).toMatchObject({ code: 0 })
    expect(performance.now() - began).toBeLessThan(3_000)
    agent.destroy()
    for (const socket of [silent, halfway]) socket.destroy()
    await ending.stop()
  })

  const takesConnections = (port: number) =>
    new Promise<boolean>((done) => {
      const socket = connect(port, '127.0.0.1', () => done(socket.destroy().destroyed)).on('error', () => done(false))
    })
  test('lets a request that has begun finish first', async () => {
    const ending = await startServer()
    // The handler is loaded on its first request.
    await fetch(`${ending.url}/en/learn/T01/start`, { method: 'POST', redirect: 'manual' })
    const socket = await open(ending.port)
    let answered = ''
    socket.setEncoding('utf8').on('data', (text: string) => {
      answered += text
    })
    const form = 'half=and+half'
    socket.write(
      `POST /en/learn/T01/start HTTP/1.1\r\nhost: x\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: ${form.length}\r\n\r\n${form.slice(0, 4)}`,
    )
    await pause(200)
    const ended = ending.kill('SIGTERM')
    await expect.poll(() => takesConnections(ending.port), { interval: 20, timeout: 20_000 }).toBe(false)
    socket.write(form.slice(4))
    await expect.poll(() => answered).toMatch(/^HTTP\/1\.1 303 /)
    expect((await ended).code).toBe(0)
    socket.destroy()
    await ending.stop()
  })
})
