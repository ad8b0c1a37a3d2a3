import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { LIMITS } from './entry-limits'

/** Answers a request without reading its body, and ends the connection. */
export function dismiss(
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
  // Ending the response closes the connection, and a client that is still sending would take that for a failure.
  response.write(text)
  const end = () => void response.end()
  const timer = setTimeout(end, lingerTime).unref()
  response.on('close', () => clearTimeout(timer))
  if (request.complete) end()
  let left = lingerBytes
  request.on('end', end).on('data', (chunk: Buffer) => {
    if ((left -= chunk.length) < 0) request.pause()
  })
}
