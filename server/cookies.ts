import 'server-only'
import { config } from './config'

/**
 * The names of our cookies. Where the public address is https they begin with `__Host-`: no other host of the same domain can
 * set them, and none is sent but over TLS.
 */
export type Cookie = 'learner' | 'participant' | 'facilitator' | 'typed' | 'known' | 'notices' | 'account'
/** Without the prefix; of the account it is what better-auth's names begin with. */
const NAMES: readonly Cookie[] = ['learner', 'participant', 'facilitator', 'typed', 'known', 'notices', 'account']
/** Names from before there was a prefix are read until then: 400 days after it came, which is as long as a browser keeps them. */
const OLD_UNTIL = Date.parse('2028-01-31')

export const hasPrefix = (): boolean => config().PUBLIC_URL?.startsWith('https:') ?? false
export const cookieName = (name: Cookie): string => (hasPrefix() ? `__Host-${name}` : name)
/** What a cookie of such a name was called before, or null; whoever sets or deletes the new one deletes it too. */
export const oldName = (name: string): string | null => name.startsWith('__Host-account.') ? name.replace('__Host-', '__Secure-') : name.startsWith('__Host-') ? name.slice(7) : null

/** What a cookie's name may be. Some readers trim more than spaces: a name behind a no-break space would count as the one without. */
const NAME = /^[!#$%&'*+.^_`|~\w-]+$/
/**
 * A Cookie header without what no browser sends of ours: pairs whose name is none, and a `__Host-` name that is there twice,
 * of which nobody knows the right one.
 */
export function plainCookies(header: string): string {
  const pairs = header.split(';').map((pair) => pair.replace(/^[ \t]+|[ \t]+$/g, '')).filter((pair) => pair.includes('=') && NAME.test(nameOf(pair)))
  const names = pairs.map(nameOf).filter((name) => name.startsWith('__Host-'))
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i))
  return pairs.filter((pair) => !twice.has(nameOf(pair))).join('; ')
}
const nameOf = (pair: string): string => pair.split('=')[0]!

/** A Cookie header with old names as they are called now. A cookie that has its new name already is the one that counts. */
export function renamed(header: string, now: number = Date.now()): string {
  if (!hasPrefix() || now > OLD_UNTIL) return header
  const pairs = header.split(/; */)
  const given = new Set(pairs.map(nameOf))
  return pairs.flatMap((pair) => {
    const name = newName(nameOf(pair))
    return name === null ? [pair] : given.has(name) ? [] : [name + pair.slice(nameOf(pair).length)]
  }).join('; ')
}
function newName(old: string): string | null {
  const bare = old.replace(/^__Secure-/, '')
  const known = NAMES.some((name) => (name === 'account' ? bare.startsWith('account.') : old === name))
  return known ? `__Host-${bare}` : null
}
