import 'server-only'
import { lookup } from 'node:dns'
import { type RequestOptions, request as requestPlain } from 'node:http'
import { request as requestTls } from 'node:https'
import { BlockList, type LookupFunction, isIP } from 'node:net'

/**
 * To addresses that somebody typed in or another server named. Only https and no private address: otherwise people could read what the
 * server can reach. Checked as we connect, so that a name cannot change its address in between; no redirects.
 */
export interface OutgoingRequest {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
  /** Whether private addresses and plain http are allowed, too. */
  inside: boolean
}
interface HttpAnswer {
  status: number
  text: string
  link: string
}
/** @throws for an address that is not allowed, no answer within ten seconds, or one that is too long */
export type HttpClient = (address: string, outgoing: OutgoingRequest) => Promise<HttpAnswer>

const TIME = 10_000
const MOST_BYTES = 512 * 1024

const PRIVATE = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv4')
// IPv6 addresses that represent an IPv4 address, too: translated, 6to4. A mapped one is checked as the IPv4 address.
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
] as const)
  PRIVATE.addSubnet(net, bits, 'ipv6')

export const isPrivate = (address: string): boolean => PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')

/** Resolves a name to an address that is not private, or fails. */
const publicLookup: LookupFunction = (name, options, done) =>
  lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '')
    const open = found.filter(({ address }) => !isPrivate(address))
    if (open.length === 0) return done(new Error('the name leads to a private address'), '')
    return options.all ? done(null, open) : done(null, open[0]!.address, open[0]!.family)
  })

export function isAllowed(address: string, inside: boolean): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, password } = new URL(address)
  if (username || password || (protocol !== 'https:' && !(inside && protocol === 'http:'))) return false
  const host = hostname.replace(/^\[|\]$/g, '')
  return inside || (isIP(host) === 0 ? !/(^|\.)localhost$/i.test(host) : !isPrivate(host))
}

export const askOutside: HttpClient = (address, { method = 'GET', headers = {}, body, inside }) =>
  new Promise((resolve, reject) => {
    if (!isAllowed(address, inside)) {
      reject(new Error('the address is not one to be asked'))
      return
    }
    const url = new URL(address)
    const options: RequestOptions = {
      method,
      headers: { ...headers, ...(body !== undefined && { 'content-length': String(Buffer.byteLength(body)) }) },
      signal: AbortSignal.timeout(TIME),
      ...(!inside && { lookup: publicLookup }),
    }
    const asked = (url.protocol === 'https:' ? requestTls : requestPlain)(url, options, (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > MOST_BYTES) response.destroy(new Error('the answer is too long'))
        else chunks.push(chunk)
      })
      response.on('error', reject)
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          text: Buffer.concat(chunks).toString('utf8'),
          link: [response.headers.link ?? []].flat().join(', '),
        }),
      )
    })
    asked.on('error', reject)
    asked.end(body)
  })

/** The address of a part of a service. The service's own address may end with a slash and have a query, which stays. */
export function below(service: string, part: string): string {
  const url = new URL(service)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/${part}`
  return url.href
}
