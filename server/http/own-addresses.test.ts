import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os'
import { describe, expect, test } from 'vitest'
import type { IncomingMessage } from 'node:http'
import { networkHosts } from './own-addresses'
import { refusalOf } from './refusal'
import { isSameOrigin } from './write-guard'

process.env.PUBLIC_URL = 'http://localhost:3000'

const at = (address: string, family: 'IPv4' | 'IPv6' = 'IPv4', internal = false) =>
  ({ address, family, internal, netmask: '', mac: '', cidr: null }) as NetworkInterfaceInfo
const INTERFACES = {
  lo: [at('127.0.0.1', 'IPv4', true), at('::1', 'IPv6', true)],
  eth0: [at('10.20.30.40'), at('fe80::1', 'IPv6')],
  wlan0: [at('192.168.1.7'), at('169.254.9.9')],
  docker0: [at('172.17.0.1')],
  'br-7f2': [at('172.18.0.1')],
}

describe('the addresses at which phones reach this machine', () => {
  test('are those of its networks, without its own, self-made ones and bridges to containers', () =>
    expect(networkHosts('0.0.0.0', INTERFACES)).toEqual(['10.20.30.40', '192.168.1.7']))
  test('are only what the server listens to', () => {
    expect(networkHosts('192.168.1.7', INTERFACES)).toEqual(['192.168.1.7'])
    for (const host of ['127.0.0.1', 'localhost', '::1']) expect(networkHosts(host, INTERFACES)).toEqual([])
  })
  test('are none without a network', () => expect(networkHosts('0.0.0.0', { lo: INTERFACES.lo })).toEqual([]))
  test('are read from the machine', () => {
    const all = Object.values(networkInterfaces()).flatMap((one) => one ?? [])
    for (const host of networkHosts('0.0.0.0')) expect(all.find(({ address }) => address === host)).toMatchObject({ internal: false })
  })
})

describe('a server whose PUBLIC_URL only this machine reaches', () => {
  const statusAt = (host: string) => {
    const request = { method: 'GET', url: '/en/j', headers: { host }, rawHeaders: ['Host', host], httpVersion: '1.1' }
    return refusalOf(request as unknown as IncomingMessage, 'en')?.status ?? 200
  }
  const own = networkHosts()
  test('answers the addresses that its sessions show, and no other host [p:own-addresses]', () => {
    for (const address of own) {
      expect(statusAt(`${address}:3000`), address).toBe(200)
      expect(statusAt(`${address}:8080`), address).toBe(421)
    }
    for (const host of ['evil.example:3000', 'evil.example', '203.0.113.9:3000', `${own[0]}.evil.example:3000`])
      expect(statusAt(host), host).toBe(421)
    expect(statusAt('localhost:3000')).toBe(200)
  })
  test('takes writes from the page that was asked for, and from no other site [p:same-origin]', () => {
    const from = (origin: string, host: string) => isSameOrigin((name) => ({ origin, host })[name])
    for (const host of ['localhost:3000', ...own.map((address) => `${address}:3000`)]) {
      expect(from(`http://${host}`, host), host).toBe(true)
      for (const origin of ['https://evil.example', 'null', 'http://localhost:8080']) expect(from(origin, host), origin).toBe(false)
    }
  })
})
