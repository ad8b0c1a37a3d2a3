import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseCookie } from 'cookie'
import { config } from '../platform/config'
import { isLocale } from '../platform/locales'
import { pathOf } from './address'
import type { Database } from '../database'

/**
 * Our cookies. If the public address is https their names begin with `__Host-`, so that no other host of the domain can set them and
 * they are only sent over TLS. `account` is the prefix of better-auth's cookies.
 */
export type Cookie = 'learner' | 'participant' | 'facilitator' | 'typed' | 'known' | 'notices' | 'display' | 'account'
const DAY = 24 * 3600
/** The cookies that had a name without the prefix, and for how many seconds their replacements are kept. The others lived for minutes. */
const OLD: Readonly<Record<string, number>> = {
  learner: 400 * DAY,
  facilitator: 400 * DAY,
  participant: 180 * DAY,
  known: 400 * DAY,
  notices: 400 * DAY,
  '__Secure-account.session_token': 14 * DAY,
}
export const hasPrefix = (): boolean => config().PUBLIC_URL?.startsWith('https:') ?? false
export const cookieName = (name: Cookie): string => (hasPrefix() ? `__Host-${name}` : name)
/** One of our cookies, on a request that is answered before Next. */
export const cookieOf = (request: IncomingMessage, name: Cookie): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[cookieName(name)]
/** The earlier name of a cookie, or null; code that sets or deletes the new name also deletes the old one. */
export const oldName = (name: string): string | null =>
  name.startsWith('__Host-account.') ? name.replace('__Host-', '__Secure-') : name.startsWith('__Host-') ? name.slice(7) : null

/** A valid cookie name. Some parsers trim more than spaces, so a name after a no-break space would count as the name without it. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/
/** The usual case: well-formed pairs, at most one of them with the prefix. */
const PLAIN = /^(?!.*__Host-.*__Host-)[!#$%&'*+.^_`|~\w-]+=[^;\s]*(?:; [!#$%&'*+.^_`|~\w-]+=[^;\s]*)*$/
/**
 * Drops from a Cookie header what no browser sends for us: pairs with an invalid name, and a `__Host-` name that occurs twice, since
 * nobody can tell which is the right one.
 */
export function plainCookies(header: string): string {
  if (PLAIN.test(header)) return header
  const pairs = header
    .split(';')
    .map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, ''))
    .filter((pair) => pair.includes('=') && NAME.test(nameOf(pair)))
  const names = pairs.map(nameOf).filter((name) => name.startsWith('__Host-'))
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return pairs.filter((pair) => !twice.has(nameOf(pair))).join('; ')
}
const nameOf = (pair: string): string => pair.split('=')[0]!

/**
 * Until when old names are read, 0 if never: 400 days after this database was upgraded, if it held anybody then. New installations
 * never read them, because any host of the same domain can set them.
 */
export async function oldNamesUntil(db: Database): Promise<number> {
  const row = await db.selectFrom('setting').select('updated_at').where('name', '=', 'old-cookies').executeTakeFirst()
  return row ? row.updated_at + 400 * DAY * 1000 : 0
}

/** A Cookie header with old names replaced by the present ones, and the Set-Cookie lines that make the browser do the same. */
export interface Exchanged {
  header: string
  set: string[]
}
export function exchanged(header: string, until: number, now: number = Date.now()): Exchanged {
  if (!hasPrefix() || now > until) return { header, set: [] }
  const pairs = header.split('; ')
  const given = new Set(pairs.map(nameOf))
  const set: string[] = []
  const named = pairs.flatMap((pair) => {
    const old = nameOf(pair)
    const life = Object.hasOwn(OLD, old) ? OLD[old] : undefined
    if (life === undefined) return [pair]
    const name = `__Host-${old.replace('__Secure-', '')}`
    set.push(`${old}=; Path=/; Max-Age=0${old.startsWith('__') ? '; Secure' : ''}`)
    // A cookie that already has the new name wins.
    if (given.has(name)) return []
    const renamed = name + pair.slice(old.length)
    given.add(name)
    set.push(`${renamed}; Path=/; Max-Age=${life}; HttpOnly; Secure; SameSite=Lax`)
    return [renamed]
  })
  return { header: named.join('; '), set }
}

/**
 * Removes from a request the cookies that must not be read. Old names are replaced only when the response is a page, which no shared
 * cache stores.
 */
export function readCookies(request: IncomingMessage, response: ServerResponse, until: number): void {
  const { cookie } = request.headers
  if (!cookie) return
  const { header, set } = exchanged(plainCookies(cookie), until)
  request.headers.cookie = header
  if (set.length === 0 || !isLocale(pathOf(request).split('/')[1] ?? '')) return
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse
  response.writeHead = (...given: unknown[]) => {
    const made = [response.getHeader('set-cookie') ?? []].flat().map(String)
    // Cookies set by the response itself win.
    const isMade = (line: string) => made.some((one) => one.startsWith(line.slice(0, line.indexOf('=') + 1)))
    response.setHeader('set-cookie', [...made, ...set.filter((line) => !isMade(line))])
    return writeHead(...given)
  }
}
