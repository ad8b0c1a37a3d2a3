import { type ServerResponse, createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { type Viewer, limitStreams, openStream, sendTo } from './sse'

test('a client that does not read is disconnected at a quarter of a megabyte', async () => {
  const streams: ServerResponse[] = []
  const server = createServer((_, response) => {
    openStream(response)
    streams.push(response)
  }).listen(0, '127.0.0.1')
  await new Promise((done) => server.once('listening', done))
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  socket.on('error', () => {}).pause()
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n')
  await expect.poll(() => streams.length).toBe(1)
  const viewer: Viewer = { response: streams[0]!, role: 'participant', who: 'a' }
  const bytes = Buffer.alloc(16 * 1024, 'x')
  let most = 0
  for (let sent = 0; sent < 5_000 && !viewer.response.destroyed; sent++) {
    sendTo(viewer, bytes)
    most = Math.max(most, viewer.response.writableLength)
    if (sent % 20 === 0) await new Promise(setImmediate)
  }
  expect(viewer.response.destroyed).toBe(true)
  expect(most).toBeLessThan(300 * 1024)
  sendTo(viewer, bytes)
  socket.destroy()
  server.closeAllConnections()
  server.close()
})

test('a browser that opens too many streams loses its oldest, and does not end anybody else’s', () => {
  const ended: number[] = []
  const viewers = new Set(
    Array.from(
      { length: 9 },
      (_, n): Viewer => ({
        response: { end: () => ended.push(n) } as unknown as ServerResponse,
        role: 'participant',
        who: n === 0 ? 'b' : 'a',
      }),
    ),
  )
  limitStreams(viewers, [...viewers].at(-1)!)
  expect(ended).toEqual([1, 2])
})
