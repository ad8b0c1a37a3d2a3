import 'server-only'
import type { IncomingMessage } from 'node:http'
import { config, publicUrl } from '../platform/config'
import { translator } from '../platform/locales'

/** Why a request goes no further, whatever it asks for: by its method, its address, the host it is for. */
export interface Refusal {
  status: 400 | 405 | 421 | 431
  text: string
  headers?: Record<string, string>
}

/** Headers of a request. Browsers send twenty, and proxies add some. */
const MOST_HEADERS = 100
const METHODS = ['GET', 'HEAD', 'POST']
export const ALLOW = { allow: METHODS.join(', ') }

export function refusalOf(request: IncomingMessage, locale: string): Refusal | null {
  const { method = '', url = '/', headers, rawHeaders } = request
  if (rawHeaders.length > 2 * MOST_HEADERS) return { status: 431, text: '' }
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]!.length === 4 && rawHeaders[i]!.toLowerCase() === 'host') hosts++
  // Two readers of two names may each believe another.
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) return { status: 400, text: '' }
  if (!METHODS.includes(method)) return { status: 405, text: '', headers: ALLOW }
  // Made where something has to be said: every vote passes here.
  const t = () => translator(locale, 'error')
  // In development Next takes these for itself before they come here.
  if (/\bwebsocket\b/i.test(headers.upgrade ?? '')) return { status: 400, text: t()('noWebSocket') }
  if (!isPlain(url)) return { status: 400, text: t()('unreadable') }
  if (!isForUs(request)) return { status: 421, text: t()('wrongHost', { address: config().PUBLIC_URL! }) }
  return null
}

/** What may be written for something else: most addresses hold none of it. */
const ODD = /[%\\]|\/[./]/

/** An address that means the same to everybody who reads it: without steps up, doubled or turned slashes, however they are written. */
function isPlain(url: string): boolean {
  if (!ODD.test(url)) return url.startsWith('/')
  try {
    decodeURI(url)
  } catch {
    // Next answers a malformed percent sign with an error of the server, which it is not.
    return false
  }
  const path = url.split(/[?#]/)[0]!.replace(/%(2e|2f|5c)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return path.startsWith('/') && !/\\|\/\/|\/\.{1,2}(\/|$)/.test(path)
}

/** Whether the host that was asked for is ours, where we know it. What watches a server asks for it by other names. */
function isForUs({ url = '/', headers }: IncomingMessage): boolean {
  const ours = publicUrl()
  if (!ours) return true
  const { host, hostname } = ours
  const asked = (headers.host ?? '').toLowerCase()
  // Some proxies leave the port out.
  if (asked === host || asked === hostname) return true
  const path = url.split('?')[0]
  return path === '/healthz' || (path === '/metrics' && (config().METRICS_TOKEN !== undefined || isThisMachine(asked)))
}

/** By name: a page of another site that has its own name lead here says another. */
export const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host)
