import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RateLimiterMemory } from 'rate-limiter-flexible'
import type { z } from 'zod'
import { spend } from '../platform/rate-limits'

const MOST_BYTES = 16 * 1024

export async function isTooMany(limit: RateLimiterMemory, who: string, response: ServerResponse): Promise<boolean> {
  const wait = await spend(limit, who)
  if (wait === 0) return false
  response.setHeader('retry-after', String(wait))
  json(response, 429, { reason: 'too-many' })
  return true
}

export function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
export const seeOther = (response: ServerResponse, location: string): void => void response.writeHead(303, { location }).end()

/** Too long a body becomes an empty text, which no schema accepts. Requests arrive complete, so there is nothing to wait for. */
export function bodyOf(request: IncomingMessage): string {
  const bytes = request.read() as Buffer | null
  return bytes === null || bytes.length > MOST_BYTES ? '' : bytes.toString('utf8')
}

export function parsed<T>(schema: z.ZodType<T>, body: unknown): T | null {
  try {
    const result = schema.safeParse(typeof body === 'string' ? JSON.parse(body) : body)
    return result.success ? result.data : null
  } catch {
    return null
  }
}

export const headerOf = (request: IncomingMessage, name: string): string | undefined => {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}
