import 'server-only'
import { isIPv6 } from 'node:net'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** What one person or network may take up here. Far above what anybody needs; below what would slow others down. */
export const BUDGETS = {
  /** Practice attempts of a learner at one pattern that are kept: the oldest makes room for the next. */
  practice: 200,
  /** Attempts of a learner at one pattern that are meant to be learnt from; further ones are practice. */
  learn: 200,
  /** Events of an attempt from which on nothing is flagged or unflagged. Decisions go on: they end by themselves. */
  events: 2_000,
  /** Sessions that one host may hold open to joining. */
  rooms: 50,
  /** Attempts that whoever has no account may start in an hour from one network, which a whole venue may share. */
  starts: 3_000,
  /** Sessions that whoever has no account may open in an hour from one network. */
  opened: 300,
} as const

const HOUR = 3600
const starts = new RateLimiterMemory({ keyPrefix: 'starts', points: BUDGETS.starts, duration: HOUR })
const opened = new RateLimiterMemory({ keyPrefix: 'opened', points: BUDGETS.opened, duration: HOUR })

/** Takes one of the network's budget. @returns false where nothing is left of it */
export const mayStart = (address: string): Promise<boolean> => spend(starts, address)
export const mayOpen = (address: string): Promise<boolean> => spend(opened, address)

async function spend(limiter: RateLimiterMemory, address: string): Promise<boolean> {
  try {
    await limiter.consume(networkOf(address))
    return true
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    return false
  }
}

/** One household or machine holds a whole /64 of IPv6 addresses: its first four groups. An IPv4 address stands for itself. */
export function networkOf(address: string): string {
  const plain = address.toLowerCase().replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.split('::')
  const groups = (part = '') => part.split(':').filter(Boolean)
  // Dots of an embedded IPv4 address stand for two groups.
  const length = (list: string[]) => list.reduce((sum, group) => sum + (group.includes('.') ? 2 : 1), 0)
  const filled = tail === undefined ? groups(head) : [...groups(head), ...Array<string>(8 - length(groups(head)) - length(groups(tail))).fill('0'), ...groups(tail)]
  return `${filled.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
