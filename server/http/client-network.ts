import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'

/** An IPv4 address itself; for IPv6 its /64, from which one household or machine can pick any. Drops a proxy's port, and a zone. */
export function networkOf(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*/, '')
    .toLowerCase()
  if (isIPv4(bare) || !isIPv6(bare)) return bare
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(bare)
  const hex = dotted ? `${dotted[1]}${pair(dotted[2]!, dotted[3]!)}:${pair(dotted[4]!, dotted[5]!)}` : bare
  const [left = '', right] = hex.split('::')
  const [before, after] = [left, right ?? ''].map((half) =>
    half
      .split(':')
      .filter(Boolean)
      .map((group) => Number.parseInt(group, 16)),
  ) as [number[], number[]]
  const groups = right === undefined ? before : [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after]
  // An IPv4 address as a dual-stack socket reports it.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff)
    return groups
      .slice(6)
      .flatMap((group) => [group >> 8, group & 255])
      .join('.')
  return `${groups
    .slice(0, 4)
    .map((group) => group.toString(16))
    .join(':')}::/64`
}
/** How many times the limit of a single network a wider network may use. */
export const WIDER = 10

/** The /48 around a /64; null for IPv4. Many customers get a /48, and so have 65,000 networks. */
export function widerOf(network: string): string | null {
  const [, wider] = /^([^:]*:[^:]*:[^:]*):[^:]*::\/64$/.exec(network) ?? []
  return wider ? `${wider}::/48` : null
}
const pair = (high: string, low: string): string => (Number(high) * 256 + Number(low)).toString(16)
