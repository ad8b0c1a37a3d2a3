import 'server-only'
import { IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { translator } from '../platform/locales'
import { localeOf } from './address'
import { ObservedResponse } from './observed-response'
import { Body } from './body'
import { plainCookies } from './cookies'
import { dismiss } from './dismiss'
import { LIMITS, SMALL, mostOf } from './entry-limits'
import { baseHeaders, bareAnswer } from './headers'
import { ConnectionQueue } from './connection-queue'
import { ALLOW, refusalOf } from './refusal'
import { UnfinishedRequests } from './unfinished-requests'

/** A request is handed on once it is complete, so a slow sender keeps only a socket waiting and no handler sees half a form. */

const FAULTS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void
interface Options {
  observe: Handler
  handle: Handler
  isSignedIn(request: IncomingMessage): Promise<boolean>
}

export function createEntry({ observe, handle, isSignedIn }: Options, limits = LIMITS): Server {
  const { headersTime: headersTimeout, requestTime: requestTimeout } = limits
  const server = createServer({
    ServerResponse: ObservedResponse,
    requireHostHeader: false,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(2_000, headersTimeout),
  })
  server.timeout = limits.stalledTime
  // We refuse a request without a host with our own headers. The parser would drop headers beyond a maximum but still obey them, so there
  // is none: all fit into 16 kB, and we count them here.
  server.maxHeadersCount = 0
  const unfinished = new UnfinishedRequests(limits)
  const queues = new WeakMap<Duplex, ConnectionQueue>()

  /** Null if the connection gets no more answers. */
  function enqueue({ socket }: IncomingMessage, response: ServerResponse): ConnectionQueue | null {
    const queue = queues.get(socket) ?? new ConnectionQueue(socket)
    queues.set(socket, queue)
    // An answer already given will close the connection.
    if (queue.isEnding) return null
    if (queue.length > limits.behind) {
      socket.destroy()
      return null
    }
    queue.add(response)
    return queue
  }

  function receive(request: IncomingMessage, response: ServerResponse, isAwaited: boolean): void {
    const queue = enqueue(request, response)
    if (!queue) return
    observe(request, response)
    const { socket } = request
    baseHeaders(request, response)
    const refusal = refusalOf(request, localeOf(request))
    if (refusal) {
      queue.isEnding = true
      dismiss(request, response, limits, refusal)
      return
    }
    if (request.headers.cookie) request.headers.cookie = plainCookies(request.headers.cookie)
    const isChunked = request.headers['transfer-encoding'] !== undefined
    const declared = Number(request.headers['content-length'] ?? 0)
    const most = mostOf(request)
    const maySend = most > SMALL && (isChunked || declared > SMALL) ? isSignedIn(request).catch(() => false) : null
    const body = new Body(most)
    const refuse = (status: 413 | 303, text: string, headers = {}): void => {
      queue.isEnding = true
      request.off('data', take).off('end', finish)
      body.forget()
      unfinished.weigh(socket)
      dismiss(request, response, limits, { status, text, headers })
    }
    const tooLarge = (): void => {
      const locale = localeOf(request)
      refuse(413, translator(locale, 'error')('tooLarge', { kilobytes: Math.floor(most / 1000) }))
    }
    const deliver = (whole: IncomingMessage): void => {
      unfinished.isWhole(socket, body)
      queue.inTurn(response, () => handle(whole, response))
    }
    // We count the bytes whatever the headers claim, and keep them in one piece, because a thousand small ones would take far more memory.
    const take = (chunk: Buffer): void => {
      if (body.take(chunk)) unfinished.weigh(socket)
      else tooLarge()
    }
    const finish = (): void => {
      const whole = withBody(request, body.bytes())
      if (maySend) void maySend.then((may) => may && !response.destroyed && deliver(whole))
      else deliver(whole)
    }
    unfinished.began(socket, body, response)
    if (declared > most) {
      tooLarge()
      return
    }
    void maySend?.then(
      (may) => may || response.headersSent || refuse(303, '', { location: `/${localeOf(request)}/sign-in`, 'cache-control': 'no-store' }),
    )
    if (isAwaited) response.writeContinue()
    if (isChunked || declared > 0) request.on('data', take).on('end', finish)
    else deliver(request)
  }

  return server
    .on('connection', (socket) => unfinished.connected(socket))
    .on('request', (request, response) => receive(request, response, false))
    .on('checkContinue', (request, response) => receive(request, response, true))
    .on('checkExpectation', (request, response) => {
      const queue = enqueue(request, response)
      if (!queue) return
      queue.isEnding = true
      baseHeaders(request, response)
      dismiss(request, response, limits, { status: 417, text: '' })
    })
    .on('connect', (_, socket) => socket.end(bareAnswer('405 Method Not Allowed', ALLOW)))
    .on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const begun = queues.get(socket)?.first
      // If an answer is under way, the client would read another one as the rest of it.
      const isFree = socket.writable && !begun?.headersSent
      if (isFree) socket.end(bareAnswer(FAULTS[error.code ?? ''] ?? '400 Bad Request'), () => socket.destroy())
      else socket.destroy()
    })
}

/** The request as a handler reads it, once we have read its body. */
function withBody(request: IncomingMessage, bytes: Buffer): IncomingMessage {
  const { socket, method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor } = request
  const whole = new IncomingMessage(socket)
  Object.assign(whole, { method, url, headers, rawHeaders, httpVersion, httpVersionMajor, httpVersionMinor, complete: true })
  whole.push(bytes)
  whole.push(null)
  return whole
}
