import 'server-only'
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import Negotiator from 'negotiator'

/**
 * Texts are held until they are whole, and compressed in one go: in the place of fifty small writes, each flushed through a compressor,
 * there is one. None of our pages streams; live sessions are answered before. A file to download is sent as it is made.
 */
const TEXTS = /^(text\/|application\/(javascript|json|xml)|image\/svg\+xml)/
/** Less does not get smaller. */
const SMALL = 1_000

type Encoding = 'br' | 'gzip'
const [brotli, gzipped] = [promisify(brotliCompress), promisify(gzip)]
const CHUNK = { chunkSize: 65_536 }
/** A page is made for one reader: quickly. A built file is sent to everybody: thoroughly, and once. */
const compressed = (body: Buffer, encoding: Encoding, lasting: boolean): Promise<Buffer> =>
  encoding === 'br'
    ? brotli(body, {
        ...CHUNK,
        params: { [constants.BROTLI_PARAM_QUALITY]: lasting ? 9 : 5, [constants.BROTLI_PARAM_SIZE_HINT]: body.length },
      })
    : gzipped(body, { ...CHUNK, level: lasting ? 9 : 5 })

function encodingFor(request: IncomingMessage): Encoding | null {
  const accepted = new Negotiator(request).encodings(['br', 'gzip'])
  return accepted.includes('br') ? 'br' : accepted.includes('gzip') ? 'gzip' : null
}

interface Options {
  /** Changes the text of a page before it is sent. */
  page?: (html: string) => string
  /** Where compressed bodies are kept, by their hash: for built files, of which there are few. */
  kept?: Map<string, Promise<Buffer>>
}

/** Lets a response be written as before, and sends it whole. */
export function sendWhole(request: IncomingMessage, response: ServerResponse, { page = (html) => html, kept }: Options): void {
  const { write, end, flushHeaders } = response
  const parts: Buffer[] = []
  let held: boolean | undefined
  /** Known once something is written: the headers are set by then. */
  const holds = () =>
    (held ??=
      !response.headersSent && TEXTS.test(String(response.getHeader('content-type') ?? '')) && !response.hasHeader('content-disposition'))
  const take = (chunk: unknown, encoding: unknown) => {
    if (typeof chunk === 'string') parts.push(Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8'))
    else if (chunk instanceof Uint8Array) parts.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength))
  }
  const callBackOf = (given: unknown[]) => given.find((each) => typeof each === 'function') as (() => void) | undefined

  response.flushHeaders = () => {
    if (!holds()) flushHeaders.call(response)
  }
  response.write = ((chunk: unknown, ...rest: unknown[]) => {
    if (!holds()) return write.call(response, chunk, ...(rest as [BufferEncoding]))
    take(chunk, rest[0])
    callBackOf(rest)?.()
    return true
  }) as typeof write
  response.end = ((...given: unknown[]) => {
    if (!holds()) return end.call(response, ...(given as [unknown, BufferEncoding]))
    take(given[0], given[1])
    const done = callBackOf(given)
    if (done) response.once('finish', done)
    void sent(Buffer.concat(parts)).then(
      (body) => response.destroyed || end.call(response, body, 'utf8'),
      (error: Error) => response.destroy(error),
    )
    return response
  }) as typeof end

  async function sent(whole: Buffer): Promise<Buffer> {
    const isPage = String(response.getHeader('content-type')).startsWith('text/html')
    const body = isPage && whole.length > 0 ? Buffer.from(page(whole.toString())) : whole
    const encoding =
      body.length < SMALL || response.statusCode === 206 || response.hasHeader('content-encoding') ? null : encodingFor(request)
    if (body.length >= SMALL) response.appendHeader('vary', 'Accept-Encoding')
    const packed = encoding ? await packedBy(encoding, body) : body
    if (encoding) response.setHeader('content-encoding', encoding)
    if (body.length > 0) response.setHeader('content-length', packed.length)
    return packed
  }
  function packedBy(encoding: Encoding, body: Buffer): Promise<Buffer> {
    if (!kept || response.statusCode !== 200) return compressed(body, encoding, false)
    const key = `${encoding} ${createHash('sha256').update(body).digest('base64')}`
    const known = kept.get(key) ?? compressed(body, encoding, true)
    kept.set(key, known)
    return known
  }
}
