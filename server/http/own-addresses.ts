import 'server-only'
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { config } from '../platform/config'

/** Bridges to containers and virtual machines: nothing outside this machine reaches their addresses. */
const VIRTUAL = /^(docker|br-|veth|virbr|vmnet|vboxnet|podman|cni|flannel|lxc|lxd)/
const ANY = ['0.0.0.0', '::']
const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || host.startsWith('127.')

/**
 * This machine's own addresses on its networks, by which phones there can reach it; empty if it listens only to itself. IPv4, because
 * people type them.
 */
export function networkHosts(listens = config().HOST, interfaces: NodeJS.Dict<NetworkInterfaceInfo[]> = networkInterfaces()): string[] {
  if (isLoopback(listens)) return []
  const own = Object.entries(interfaces)
    .filter(([name]) => !VIRTUAL.test(name))
    .flatMap(([, addresses = []]) => addresses)
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !address.startsWith('169.254.'))
    .map(({ address }) => address)
  return [...new Set(own)].filter((address) => ANY.includes(listens) || address === listens)
}
