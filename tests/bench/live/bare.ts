/** The least that could do the same: node:http and a few maps in memory, no validation, nothing durable, no roles. */
import { randomBytes } from 'node:crypto'
import { type ServerResponse, createServer } from 'node:http'

const streams = new Set<ServerResponse>()
const people = new Set<string>()
let version = 0
let view = event(2_000)

function event(bytes: number): Buffer {
  return Buffer.from(`id: ${version}\nevent: view\ndata: ${JSON.stringify({ version, text: 'x'.repeat(bytes) })}\n\n`)
}

createServer((request, response) => {
  const path = request.url!.split('?')[0]!
  if (path.endsWith('/stream')) {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write(view)
    streams.add(response)
    response.on('close', () => streams.delete(response))
    return
  }
  let body = ''
  request
    .setEncoding('utf8')
    .on('data', (text: string) => {
      body += text
    })
    .on('end', () => {
      if (path.endsWith('/j')) {
        const token = randomBytes(20).toString('base64url')
        people.add(token)
        response.writeHead(303, { location: '/en/live/bare', 'set-cookie': `participant=${token}`, 'content-length': 0 }).end()
        return
      }
      if (path.endsWith('/commands')) {
        version++
        view = event(Number(body))
        for (const stream of streams) stream.write(view)
      }
      response.writeHead(200, { 'content-length': 0 }).end()
    })
}).listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 }, () => console.log('ready'))
