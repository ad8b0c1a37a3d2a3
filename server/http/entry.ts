import 'server-only'
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { Socket } from 'node:net'
import type { Duplex } from 'node:stream'
import { ALLOW, refusalOf } from './refusal'
import { config } from '../platform/config'
import { exchanged, plainCookies } from './cookies'
import { DEFAULT_LOCALE, isLocale, translator } from '../platform/locales'
import { networkOf } from './client-network'
import { baseHeaders, bareAnswer } from './headers'

/**
 * What every request passes before anything of it is looked at: limits on bytes, on time, and on how many may be unfinished.
 * It is handed on once it is whole: whoever sends slowly keeps a socket waiting and nothing else, and no handler sees half a form.
 */

/** What fits into a body. Everything that learners and participants send does. */
const SMALL = 64 * 1024
/** What takes more, by address: from whoever is signed in. */
const LARGE: readonly { path: RegExp; most: number }[] = [
  // A course as a file of 512 kB, percent-encoded where it is pasted; lists of people; a long text in another script.
  { path: /^\/[\w-]+\/manage\/courses\//, most: 2_000_000 },
  // A table of 2 MB, and what a form puts around it.
  { path: /^\/[\w-]+\/manage\/people\/csv$/, most: 2_100_000 },
  // A picture of 200 kB, or one somewhat too large, which is then told apart.
  { path: /^\/[\w-]+\/manage\/organisation\/identity\/save$/, most: 1_000_000 },
]
/** Of a body in how many pieces: each takes a moment, however short it is. */
const mostPieces = (most: number): number => 1024 + most / 256

/** Times in milliseconds, counts of connections, bytes. */
export const LIMITS = {
  /** Until the headers are there, and until the whole request is. */
  headersTime: 15_000,
  requestTime: 30_000,
  /** Connections that wait for a request's headers or body, of one network and in all. Beyond it the oldest ends: whoever is in earnest is faster than that. */
  unfinishedOfOne: 2_000,
  unfinished: 4_000,
  /** Requests of one connection that wait for their turn behind another. Browsers and proxies send none before the answer is there. */
  behind: 4,
  /** What their bodies may hold of the memory together. */
  held: 32 * 1024 * 1024,
  /** A body that is refused is read on for so long and so far, and forgotten: most browsers listen only when they have sent. */
  lingerTime: 1_000,
  lingerBytes: 1_000_000,
}

/** What could not be read is answered so. */
const FAULTS: Record<string, string> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Payload Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void
interface Options {
  /** Called with every request, also with those that go no further. */
  observe: Handler
  handle: Handler
  /** Whether somebody is signed in. */
  isSignedIn(request: IncomingMessage): Promise<boolean>
  /** Until when cookies are read by the names from before there was a prefix. */
  oldCookiesUntil?: number
}

export function createEntry({ observe, handle, isSignedIn, oldCookiesUntil = 0 }: Options, limits = LIMITS): Server {
  const { headersTime: headersTimeout, requestTime: requestTimeout } = limits
  const server = createServer({
    requireHostHeader: false,
    headersTimeout,
    requestTimeout,
    connectionsCheckingInterval: Math.min(2_000, headersTimeout),
  })
  // A request for no host is answered here, with headers as every other. And: otherwise the parser forgets those beyond a thousand while it goes by what they say. All fit into 16 kB; here they are counted.
  server.maxHeadersCount = 0
  const unfinished = new Unfinished(limits)
  const lines = new WeakMap<Duplex, Line>()

  /** The line of a request's connection, or null where nothing more is answered there. */
  function lineUp({ socket }: IncomingMessage, response: ServerResponse): Line | null {
    const line = lines.get(socket) ?? new Line(socket)
    lines.set(socket, line)
    // It ends with an answer that was given already.
    if (line.isEnding) return null
    if (line.length > limits.behind) {
      socket.destroy()
      return null
    }
    line.add(response)
    return line
  }

  function receive(request: IncomingMessage, response: ServerResponse, isAwaited: boolean): void {
    const line = lineUp(request, response)
    if (!line) return
    observe(request, response)
    const { socket } = request
    baseHeaders(request, response)
    const refusal = refusalOf(request, localeOf(request))
    if (refusal) {
      line.isEnding = true
      dismiss(request, response, limits, refusal)
      return
    }
    readCookies(request, response, oldCookiesUntil)
    const isChunked = request.headers['transfer-encoding'] !== undefined
    const declared = Number(request.headers['content-length'] ?? 0)
    const most = mostOf(request)
    const maySend = most > SMALL && (isChunked || declared > SMALL) ? isSignedIn(request).catch(() => false) : null
    const body = new Body(most)
    const refuse = (status: 413 | 303, text: string, headers = {}): void => {
      line.isEnding = true
      body.forget()
      unfinished.weigh(socket)
      dismiss(request, response, limits, { status, text, headers })
    }
    const tooLarge = (): void => {
      const locale = localeOf(request)
      refuse(413, translator(locale, 'error')('tooLarge', { kilobytes: Math.floor(most / 1000) }))
    }
    unfinished.began(socket, body, response)
    if (declared > most) {
      tooLarge()
      return
    }
    void maySend?.then(
      (may) => may || response.headersSent || refuse(303, '', { location: `/${localeOf(request)}/sign-in`, 'cache-control': 'no-store' }),
    )
    // The parser pushes what comes in into the request. Here it is counted, whatever the headers say of it, and kept as one piece: a
    // thousand small ones would take far more.
    request.push = (chunk: Buffer | null) => {
      if (chunk) {
        if (body.take(chunk)) unfinished.weigh(socket)
        else tooLarge()
        return true
      }
      const deliver = () => {
        unfinished.isWhole(socket, body)
        Reflect.deleteProperty(request, 'push')
        if (body.size > 0) request.push(body.bytes())
        request.push(null)
        line.inTurn(response, () => handle(request, response))
      }
      if (maySend) void maySend.then((may) => may && !response.destroyed && deliver())
      else deliver()
      return true
    }
    if (isAwaited) response.writeContinue()
  }

  return server
    .on('connection', (socket) => unfinished.connected(socket))
    .on('request', (request, response) => receive(request, response, false))
    .on('checkContinue', (request, response) => receive(request, response, true))
    .on('checkExpectation', (request, response) => {
      const line = lineUp(request, response)
      if (!line) return
      line.isEnding = true
      baseHeaders(request, response)
      dismiss(request, response, limits, { status: 417, text: '' })
    })
    .on('connect', (_, socket) => socket.end(bareAnswer('405 Method Not Allowed', ALLOW)))
    .on('clientError', (error: NodeJS.ErrnoException, socket) => {
      const begun = lines.get(socket)?.first
      // In the middle of an answer another one would be taken for its rest.
      const isFree = socket.writable && !begun?.headersSent
      if (isFree) socket.end(bareAnswer(FAULTS[error.code ?? ''] ?? '400 Bad Request'), () => socket.destroy())
      else socket.destroy()
    })
}

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?')[0]!
const mostOf = (request: IncomingMessage): number =>
  (request.method === 'POST' && LARGE.find(({ path }) => path.test(pathOf(request)))?.most) || SMALL
export function localeOf(request: IncomingMessage): string {
  const first = pathOf(request).split('/')[1] ?? ''
  return isLocale(first) ? first : DEFAULT_LOCALE
}

/** Leaves of its cookies what may be read. Old names are exchanged where the answer is a page, and so in no shared cache. */
function readCookies(request: IncomingMessage, response: ServerResponse, until: number): void {
  const { cookie } = request.headers
  if (!cookie) return
  const { header, set } = exchanged(plainCookies(cookie), until)
  request.headers.cookie = header
  if (set.length === 0 || !isLocale(pathOf(request).split('/')[1] ?? '')) return
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (...given: unknown[]) => {
    const made = [response.getHeader('set-cookie') ?? []].flat().map(String)
    // What the answer sets by itself counts.
    const isMade = (line: string) => made.some((one) => one.startsWith(line.slice(0, line.indexOf('=') + 1)))
    response.setHeader('set-cookie', [...made, ...set.filter((line) => !isMade(line))])
    return writeHead(...given)
  }
}

/** Answers a request whose body is not wanted, and ends the connection. */
function dismiss(
  request: IncomingMessage,
  response: ServerResponse,
  { lingerTime, lingerBytes }: typeof LIMITS,
  { status, text, headers }: { status: number; text: string; headers?: Record<string, string> },
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    connection: 'close',
    ...headers,
  })
  // Its end closes the connection, which the sender would take for a failure while it still sends.
  response.write(text)
  const end = () => void response.end()
  const timer = setTimeout(end, lingerTime).unref()
  response.on('close', () => clearTimeout(timer))
  let left = lingerBytes
  request.push = (chunk: Buffer | null) => {
    if (chunk === null) end()
    else if ((left -= chunk.length) < 0) request.socket.pause()
    return true
  }
  if (request.complete) end()
}

/** What was asked for on a connection and is not answered yet, one at a time: whoever writes a thousand requests at once makes no work for those. */
class Line {
  /** An answer was given with which the connection ends: what was sent after it is not answered. */
  isEnding = false
  private readonly all: { response: ServerResponse; start: (() => void) | null }[] = []
  constructor(private readonly socket: Socket) {}

  get length(): number {
    return this.all.length
  }
  get first(): ServerResponse | undefined {
    return this.all[0]?.response
  }
  add(response: ServerResponse): void {
    this.all.push({ response, start: null })
    response.on('close', () => {
      this.all.shift()
      const next = this.all[0]
      // Nobody is there any more.
      if (this.socket.writable) next?.start?.()
    })
  }
  inTurn(response: ServerResponse, start: () => void): void {
    if (this.first === response) start()
    else this.all.find((one) => one.response === response)!.start = start
  }
}

/** A body as it comes in. */
class Body {
  size = 0
  private held: Buffer = Buffer.alloc(0)
  private pieces = 0
  constructor(private readonly most: number) {}

  /** False where it does not fit. */
  take(piece: Buffer): boolean {
    const size = this.size + piece.length
    if (size > this.most || ++this.pieces > mostPieces(this.most)) return false
    if (this.size === 0) this.held = piece
    else {
      if (size > this.held.length) {
        const grown = Buffer.allocUnsafeSlow(Math.min(this.most, Math.max(size, 2 * this.held.length)))
        this.held.copy(grown, 0, 0, this.size)
        this.held = grown
      }
      piece.copy(this.held, this.size)
    }
    this.size = size
    return true
  }
  /** What it takes of the memory. */
  get weight(): number {
    return this.held.length
  }
  bytes(): Buffer {
    return this.held.subarray(0, this.size)
  }
  forget(): void {
    this.held = Buffer.alloc(0)
    this.size = 0
  }
}

/** A connection, as long as its request is not whole. */
interface Waiting {
  socket: Socket
  network: string
  body: Body | null
  weight: number
  response: ServerResponse | null
}

class Unfinished {
  private readonly known = new WeakMap<Socket, Waiting>()
  /** The oldest first. */
  private readonly all = new Set<Waiting>()
  private readonly byNetwork = new Map<string, Set<Waiting>>()
  private weight = 0
  constructor(private readonly limits: typeof LIMITS) {}

  connected(socket: Socket): void {
    // Behind a proxy every connection is the proxy's.
    const network = config().TRUSTED_PROXIES > 0 ? '' : networkOf(socket.remoteAddress ?? '')
    const waiting: Waiting = { socket, network, body: null, weight: 0, response: null }
    this.known.set(socket, waiting)
    this.add(waiting)
    socket.once('close', () => this.delete(waiting))
  }
  began(socket: Socket, body: Body, response: ServerResponse): void {
    const waiting = this.known.get(socket)!
    this.delete(waiting)
    Object.assign(waiting, { body, response })
    this.add(waiting)
  }
  isWhole(socket: Socket, body: Body): void {
    const waiting = this.known.get(socket)!
    if (waiting.body === body) this.delete(waiting)
  }
  /** After a body has grown, or was forgotten. */
  weigh(socket: Socket): void {
    const grown = this.known.get(socket)!
    if (!grown.body) return
    this.weight += grown.body.weight - grown.weight
    grown.weight = grown.body.weight
    for (const waiting of this.weight > this.limits.held ? this.all : []) {
      if (this.weight <= this.limits.held) return
      if (waiting.weight > 0) this.drop(waiting)
    }
  }

  private add(waiting: Waiting): void {
    const { network } = waiting
    const same = this.byNetwork.get(network) ?? new Set()
    this.byNetwork.set(network, same.add(waiting))
    this.all.add(waiting)
    if (network !== '' && same.size > this.limits.unfinishedOfOne) this.drop(first(same))
    if (this.all.size > this.limits.unfinished) this.drop(first(this.all))
  }
  private delete(waiting: Waiting): void {
    if (!this.all.delete(waiting)) return
    const same = this.byNetwork.get(waiting.network)!
    same.delete(waiting)
    if (same.size === 0) this.byNetwork.delete(waiting.network)
    this.weight -= waiting.weight
    Object.assign(waiting, { body: null, weight: 0, response: null })
  }
  private drop(waiting: Waiting): void {
    // For the log: nobody is told.
    if (waiting.response && !waiting.response.headersSent) waiting.response.statusCode = 408
    this.delete(waiting)
    waiting.socket.destroy()
  }
}
const first = <T>(of: Set<T>): T => of.values().next().value as T
