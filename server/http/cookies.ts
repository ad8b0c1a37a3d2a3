import 'server-only'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { parseCookie } from 'cookie'
import { config } from '../platform/config'
import { isLocale } from '../platform/locales'
import { pathOf } from './address'
import type { Database } from '../database'

/**
 * The names of our cookies. Where the public address is https they begin with `__Host-`: no other host of the same domain can
 * set them, and none is sent but over TLS. Of the account it is what better-auth's names begin with.
 */
export type Cookie = 'learner' | 'participant' | 'facilitator' | 'typed' | 'known' | 'notices' | 'account'
const DAY = 24 * 3600
/** Which names there were before, and for how many seconds what is exchanged for them is kept. The others lived for minutes. */
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
/** What a request that Next does not see holds of ours. */
export const cookieOf = (request: IncomingMessage, name: Cookie): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[cookieName(name)]
/** What a cookie of such a name was called before, or null; whoever sets or deletes the new one deletes it too. */
export const oldName = (name: string): string | null =>
  name.startsWith('__Host-account.') ? name.replace('__Host-', '__Secure-') : name.startsWith('__Host-') ? name.slice(7) : null

/** What a cookie's name may be. Some readers trim more than spaces: a name behind a no-break space would count as the one without. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/
/** What browsers send of ours as a rule: well-formed pairs, of which one at most has the prefix. */
const PLAIN = /^(?!.*__Host-.*__Host-)[!#$%&'*+.^_`|~\w-]+=[^;\s]*(?:; [!#$%&'*+.^_`|~\w-]+=[^;\s]*)*$/
/**
 * A Cookie header without what no browser sends of ours: pairs whose name is none, and a `__Host-` name that is there twice,
 * of which nobody knows the right one.
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
 * Until when old names are read, 0 if never: 400 days after the database came to know of the prefix, if it held anybody then. Any
 * host of the same domain can set them, so that nobody else reads them.
 */
export async function oldNamesUntil(db: Database): Promise<number> {
  const row = await db.selectFrom('setting').select('updated_at').where('name', '=', 'old-cookies').executeTakeFirst()
  return row ? row.updated_at + 400 * DAY * 1000 : 0
}

/** A Cookie header with old names as they are called now, and what the answer sets so that the browser calls them so, too. */
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
    // One that has its new name already is the one that counts.
    if (given.has(name)) return []
    const renamed = name + pair.slice(old.length)
    given.add(name)
    set.push(`${renamed}; Path=/; Max-Age=${life}; HttpOnly; Secure; SameSite=Lax`)
    return [renamed]
  })
  return { header: named.join('; '), set }
}

/** Leaves of its cookies what may be read. Old names are exchanged where the answer is a page, and so in no shared cache. */
export function readCookies(request: IncomingMessage, response: ServerResponse, until: number): void {
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
