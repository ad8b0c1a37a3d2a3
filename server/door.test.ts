import { expect, test } from 'vitest'
import { refuseWrite } from './door'
import { ADDRESS_HEADER } from './page-headers'

const HOST = 'training.example'
const write = (headers: Record<string, string>) => new Request(`http://${HOST}/en/learn/P01/start`, { method: 'POST', headers: { host: HOST, ...headers } })
let devices = 0
const device = () => `device-${devices++}`

test.each([
  ['of this site', { origin: `http://${HOST}` }],
  ['of this site behind a proxy that ends TLS', { origin: `https://${HOST}` }],
  ['of no page at all', {}],
])('a write %s goes on', async (_, headers) => {
  expect(await refuseWrite(write(headers as Record<string, string>), device())).toBeNull()
})

test.each([
  ['of another site', { origin: 'https://evil.example' }],
  ['of a site whose name begins alike', { origin: `https://${HOST}.evil.example` }],
  ['of another port', { origin: `http://${HOST}:8080` }],
  ['of a page without an origin', { origin: 'null' }],
  ['of another site in a browser that says so alone', { 'sec-fetch-site': 'cross-site' }],
])('a write %s is refused [p:same-origin]', async (_, headers) => {
  expect(await refuseWrite(write(headers as Record<string, string>), device())).toEqual({ status: 403 })
})

async function refusedAfter(limit: number, next: () => Promise<Awaited<ReturnType<typeof refuseWrite>>>) {
  for (let n = 0; n < limit; n++) expect(await next()).toBeNull()
  return next()
}
const soon = { status: 429, retryAfter: expect.toSatisfy((s: number) => Number.isInteger(s) && s >= 1 && s <= 60) as number }

test('a device may write 240 times a minute, then is told when to come back, and no other device is [p:rate-limits]', async () => {
  const busy = device()
  expect(await refusedAfter(240, () => refuseWrite(write({}), busy))).toEqual(soon)
  expect(await refuseWrite(write({}), device())).toBeNull()
})

test('newcomers from one address are limited together, and elsewhere not', async () => {
  const from = (address: string) => () => refuseWrite(write({ [ADDRESS_HEADER]: address }), undefined)
  expect(await refusedAfter(600, from('192.0.2.1'))).toEqual(soon)
  expect(await from('192.0.2.2')()).toBeNull()
})

test('an address is limited whatever the number of devices behind it [p:rate-limits]', async () => {
  const address = '192.0.2.3'
  expect(await refusedAfter(12_000, () => refuseWrite(write({ [ADDRESS_HEADER]: address }), device()))).toEqual(soon)
})
