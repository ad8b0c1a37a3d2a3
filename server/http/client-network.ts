import 'server-only'
import { isIPv4, isIPv6 } from 'node:net'

/**
 * What stands behind an address, for limits: the address itself in IPv4, the /64 in IPv6, all of which is one household's or
 * one machine's to choose from. A port that a proxy tells along is left out, and so is a zone.
 */
export function networkOf(address: string): string {
  const bare = address
    .trim()
    .replace(/^\[([^\]]*)\](:\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1')
    .replace(/%.*$/, '')
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
  // IPv4 as a socket for both tells it.
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
/** What a wider network has of a limit, in terms of one: ten times as much. */
export const WIDER = 10

/** The /48 that a /64 is of, null for IPv4: many get one, and so 65,000 of the others. */
export function widerOf(network: string): string | null {
  const [, wider] = /^([^:]*:[^:]*:[^:]*):[^:]*::\/64$/.exec(network) ?? []
  return wider ? `${wider}::/48` : null
}
const pair = (high: string, low: string): string => (Number(high) * 256 + Number(low)).toString(16)
