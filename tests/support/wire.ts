/** Thousands of node:http's clients would use more of the machine than the server they measure. Reads only what our servers send. */
import { type Socket, connect } from 'node:net'

export interface WireReply {
  status: number
  head: string
  body: string
}
interface WireRequest {
  cookie?: string
  type?: string
  body?: string
}

const PATIENCE = 8_000

function requestText(method: string, path: string, port: number, { cookie, type = 'application/json', body }: WireRequest): string {
  return [
    `${method} ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(body === undefined
      ? []
      : [`origin: http://127.0.0.1:${port}`, `content-type: ${type}`, `content-length: ${Buffer.byteLength(body)}`]),
    '',
    body ?? '',
  ].join('\r\n')
}

function replyIn(text: string): WireReply | null {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return null
  const head = text.slice(0, end)
  const body = text.slice(end + 4)
  const length = /\ncontent-length: *(\d+)/i.exec(head)
  const whole = length ? body.length >= Number(length[1]) : !/\ntransfer-encoding: *chunked/i.test(head) || body.endsWith('0\r\n\r\n')
  return whole ? { status: Number(head.slice(9, 12)), head, body } : null
}

function socketTo(port: number): Socket {
  // `close` reports errors.
  return connect({ port, host: '127.0.0.1', noDelay: true })
    .setEncoding('latin1')
    .on('error', () => {})
}

export class Wire {
  private socket: Socket | null = null
  private connectedTo = 0

  /** @param port read for every request, because a proxy may send one phone to different servers */
  constructor(private readonly port: () => number) {}

  /** @throws if the connection ends before the response, or none comes in time */
  ask(method: 'GET' | 'POST', path: string, asked: WireRequest = {}): Promise<WireReply> {
    const port = this.port()
    if (!this.socket || this.socket.destroyed || this.connectedTo !== port) {
      this.close()
      this.socket = socketTo(port)
      this.connectedTo = port
    }
    const socket = this.socket
    return new Promise((resolve, reject) => {
      let text = ''
      const take = (chunk: string) => {
        text += chunk
        const reply = replyIn(text)
        if (reply) done(() => resolve(reply))
      }
      const fail = () => done(() => reject(new Error('the connection ended before the answer')))
      const timer = setTimeout(() => socket.destroy(), PATIENCE)
      const done = (settle: () => void) => {
        clearTimeout(timer)
        socket.off('data', take).off('close', fail)
        settle()
      }
      socket.on('data', take).on('close', fail)
      socket.write(requestText(method, path, port, asked), 'latin1')
    })
  }
  close() {
    this.socket?.destroy()
    this.socket = null
  }
}

/** It does not reconnect. @param onEvent gets name, id or null, and data as text. @param onEnd called once it ended or was refused */
export function openEvents(
  port: number,
  path: string,
  cookie: string,
  onEvent: (name: string, id: number | null, data: string) => void,
  onEnd: () => void,
): Socket {
  const socket = socketTo(port)
  let rest = ''
  let begun = false
  socket.on('data', (chunk: string) => {
    rest += chunk
    if (!begun) {
      const end = rest.indexOf('\r\n\r\n')
      if (end < 0) return
      if (rest.slice(9, 12) !== '200') return socket.destroy()
      begun = true
      rest = rest.slice(end + 4)
    }
    for (let end = rest.indexOf('\n\n'); end >= 0; end = rest.indexOf('\n\n')) {
      const event = rest.slice(0, end)
      rest = rest.slice(end + 2)
      const [, id, name, data] = /(?:id: (\d+)\n)?event: (\w+)\ndata: (.*)$/s.exec(event)!
      onEvent(name!, id === undefined ? null : Number(id), data!)
    }
    if (rest.endsWith('0\r\n\r\n')) socket.destroy()
  })
  socket.on('close', onEnd)
  socket.write(requestText('GET', path, port, { cookie }))
  return socket
}
