import 'server-only'
import { randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { config } from '../platform/config'
import { networkOf } from './client-network'

/** The client's network, used only for rate limits. The entry overwrites this header on every request, so a client cannot set it. */
export const ADDRESS_HEADER = 'x-client-address'

/** The requested path, because Next does not give it to a not-found page. */
export const PATH_HEADER = 'x-path'

/** What a rate limit by address counts: for IPv6 a whole /64. */
export function addressOf(request: IncomingMessage): string {
  const hops = config().TRUSTED_PROXIES
  const seen = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((part) => part.trim())
  return networkOf((hops > 0 ? seen.at(-hops) : undefined) || request.socket.remoteAddress || 'unknown')
}

/** The path of an organisation's uploads. If a browser opens one directly, it runs nothing and loads nothing. */
const UPLOADED = '/organisation/'
const UPLOADED_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"

/** A letter in the frame of its page. Like mail programs, it allows inline styles and nothing else. */
const LETTER = /^\/[^/]+\/manage\/organisation\/mails\/[^/?]+\/preview(\?|$)/
const LETTER_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'self'"
const FRAMES = /^\/[^/]+\/manage\/organisation\/mails\/[^/?]+(\?|$)/

/** Headers of every response. Pages have a policy of their own. */
const BASE = {
  'Content-Security-Policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  // `no-referrer` would make form posts arrive with `Origin: null`.
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), browsing-topics=()',
}
const PAIRS = Object.entries(BASE)

/** Learning platforms show it on their own pages. */
const SHOWN_ELSEWHERE = /^\/icon\.svg(\?|$)/

export function baseHeaders(request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of PAIRS) response.setHeader(name, value)
  if (SHOWN_ELSEWHERE.test(request.url ?? '')) response.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  if (isSecure(request)) response.setHeader('Strict-Transport-Security', 'max-age=31536000')
}
export const bareAnswer = (status: string, headers: Record<string, string> = {}): string =>
  `HTTP/1.1 ${status}\r\n${Object.entries({ ...BASE, ...headers, Connection: 'close', 'Content-Length': '0' })
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')}\r\n`

/** Next reads the nonce from the policy header of the request. @param framers a launch came from there */
export function pageHeaders(request: IncomingMessage, response: ServerResponse, dev: boolean, framers: readonly string[] = []): void {
  const policy = framedBy(policyFor(request, dev), framers)
  request.headers['content-security-policy'] = policy
  request.headers[ADDRESS_HEADER] = addressOf(request)
  request.headers[PATH_HEADER] = request.url
  // We have no server actions, and Next would log the name of the requested one.
  delete request.headers['next-action']
  // Only reloading in development needs it, and Next answers a malformed one with a server error.
  if (!dev) delete request.headers['next-router-state-tree']
  response.setHeader('Content-Security-Policy', policy)
  if (policy === LETTER_POLICY) response.setHeader('X-Frame-Options', 'SAMEORIGIN')
  // This header cannot list origins, but the policy does.
  if (originsIn(framers).length > 0) response.removeHeader('X-Frame-Options')
}

/** An origin as a policy names it, without anything that could end the directive. */
const ORIGIN = /^https?:\/\/[\w.:[\]-]+$/
const originsIn = (framers: readonly string[]): string[] => framers.filter((origin) => ORIGIN.test(origin))
/** The platform that launched a page may frame it, and the page may post a form there: the answer to a deep link. */
function framedBy(policy: string, framers: readonly string[]): string {
  const named = originsIn(framers).join(' ')
  if (named === '') return policy
  return policy.replace("frame-ancestors 'none'", `frame-ancestors ${named}`).replace("form-action 'self'", `form-action 'self' ${named}`)
}

function policyFor(request: IncomingMessage, dev: boolean): string {
  const url = request.url ?? '/'
  if (url.startsWith(UPLOADED)) return UPLOADED_POLICY
  if (LETTER.test(url)) return LETTER_POLICY
  const policy = contentSecurityPolicy(randomBytes(16).toString('base64'), dev, isSecure(request))
  return FRAMES.test(url) ? `${policy}; frame-src 'self'` : policy
}

export function contentSecurityPolicy(nonce: string, dev: boolean, secure: boolean): string {
  const script = `'self' 'nonce-${nonce}' 'strict-dynamic'${dev ? " 'unsafe-eval'" : ''}`
  const policy = [
    "default-src 'none'",
    `script-src ${script}`,
    `style-src 'self'${dev ? " 'unsafe-inline'" : ''}`,
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${dev ? ' ws:' : ''}`,
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
    "worker-src 'self'",
  ]
  return [...policy, ...(secure ? ['upgrade-insecure-requests'] : [])].join('; ')
}

/** Whether the client connected by TLS, as a trusted proxy reports it. */
export const isSecure = (request: { headers: IncomingMessage['headers'] }): boolean =>
  config().TRUSTED_PROXIES > 0 &&
  String(request.headers['x-forwarded-proto'] ?? '')
    .split(',')[0]!
    .trim() === 'https'
