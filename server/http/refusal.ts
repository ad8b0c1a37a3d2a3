import 'server-only'
import type { IncomingMessage } from 'node:http'
import { config, publicUrl } from '../platform/config'
import { translator } from '../platform/locales'
import { networkHosts } from './own-addresses'

export interface Refusal {
  status: 400 | 405 | 421 | 431
  text: string
  headers?: Record<string, string>
}

/** Browsers send about twenty, and proxies add some. */
const MOST_HEADERS = 100
const METHODS = ['GET', 'HEAD', 'POST']
export const ALLOW = { allow: METHODS.join(', ') }

export function refusalOf(request: IncomingMessage, locale: string): Refusal | null {
  const { method = '', url = '/', headers, rawHeaders } = request
  if (rawHeaders.length > 2 * MOST_HEADERS) return { status: 431, text: '' }
  let hosts = 0
  for (let i = 0; i < rawHeaders.length; i += 2) if (rawHeaders[i]!.length === 4 && rawHeaders[i]!.toLowerCase() === 'host') hosts++
  // With two Host headers, two parsers might each believe a different one.
  if (hosts > 1 || (hosts === 0 && request.httpVersion === '1.1')) return { status: 400, text: '' }
  if (!METHODS.includes(method)) return { status: 405, text: '', headers: ALLOW }
  // Created only when needed, because every vote passes here.
  const t = () => translator(locale, 'error')
  // In development Next handles these itself before they get here.
  if (/\bwebsocket\b/i.test(headers.upgrade ?? '')) return { status: 400, text: t()('noWebSocket') }
  if (!isPlain(url)) return { status: 400, text: t()('unreadable') }
  if (!isForUs(request)) return { status: 421, text: t()('wrongHost', { address: config().PUBLIC_URL! }) }
  return null
}

/** What could make an address ambiguous. Most addresses contain none of it. */
const ODD = /[%\\]|\/[./]/

/** Whether every parser reads the address the same way: no dot segments, doubled slashes or backslashes, encoded or not. */
function isPlain(url: string): boolean {
  if (!ODD.test(url)) return url.startsWith('/')
  try {
    decodeURI(url)
  } catch {
    // Next would answer a malformed percent escape with a server error.
    return false
  }
  const path = url.split(/[?#]/)[0]!.replace(/%(2e|2f|5c)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  return path.startsWith('/') && !/\\|\/\/|\/\.{1,2}(\/|$)/.test(path)
}

/** Whether the requested host is ours, if we know ours. Monitoring may use other names. */
function isForUs({ url = '/', headers }: IncomingMessage): boolean {
  const ours = publicUrl()
  if (!ours) return true
  const { host, hostname } = ours
  const asked = (headers.host ?? '').toLowerCase()
  // Some proxies drop the port.
  if (asked === host || asked === hostname) return true
  // Sessions show phones these addresses if PUBLIC_URL is one that only this machine reaches.
  if (isThisMachine(host) && networkHosts().some((own) => asked === host.replace(hostname, own))) return true
  const path = url.split('?')[0]
  return path === '/healthz' || (path === '/metrics' && (config().METRICS_TOKEN !== undefined || isThisMachine(asked)))
}

/** Judged by the Host header: if another site makes its name point here, its pages send that name. */
export const isThisMachine = (host: string): boolean => /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i.test(host)
