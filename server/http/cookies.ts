import 'server-only'
import type { IncomingMessage } from 'node:http'
import { parseCookie } from 'cookie'
import { config } from '../platform/config'

/** `__Host-` on https, so that no other host of the domain can set them. `account` is the prefix of better-auth's cookies. */
export type Cookie = 'learner' | 'participant' | 'facilitator' | 'typed' | 'known' | 'notices' | 'display' | 'account'
export const hasPrefix = (): boolean => config().PUBLIC_URL?.startsWith('https:') ?? false
export const cookieName = (name: Cookie): string => (hasPrefix() ? `__Host-${name}` : name)
/** For requests that we answer before Next. */
export const cookieOf = (request: IncomingMessage, name: Cookie): string | undefined =>
  parseCookie(request.headers.cookie ?? '')[cookieName(name)]

/** A valid cookie name. Some parsers trim more than spaces, so a name after a no-break space would count as the name without it. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/
/** The usual case: well-formed pairs. */
const PLAIN = /^[!#$%&'*+.^_`|~\w-]+=[^;\s]*(?:; [!#$%&'*+.^_`|~\w-]+=[^;\s]*)*$/
/** Pairs with an invalid name, and a `__Host-` name that occurs twice, because nobody can tell which one is right. */
export function plainCookies(header: string): string {
  if (PLAIN.test(header) && header.indexOf('__Host-') === header.lastIndexOf('__Host-')) return header
  const pairs = header
    .split(';')
    .map((pair) => pair.replace(/^[ \t]+|(?<![ \t])[ \t]+$/g, ''))
    .filter((pair) => pair.includes('=') && NAME.test(nameOf(pair)))
  const names = pairs.map(nameOf).filter((name) => name.startsWith('__Host-'))
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return pairs.filter((pair) => !twice.has(nameOf(pair))).join('; ')
}
const nameOf = (pair: string): string => pair.split('=')[0]!
