import { expect, test } from 'vitest'
import { holdStore, onEachDatabase } from '@/tests/support/store'
import { RIGHT_GUESSES, countWrongGuess, guessesWait } from './guesses'
import { refuseWrite } from './write-guard'
import { openWait } from '../live/stored-rooms'
import { newLearner } from '../learning/learners'
import { newToken } from '../platform/tokens'
import { ADDRESS_HEADER } from './headers'

const HOST = 'training.example'
const write = (headers: Record<string, string>) =>
  new Request(`http://${HOST}/en/learn/P01/start`, { method: 'POST', headers: { host: HOST, ...headers } })
const nobody = { device: undefined }

test.each([
  ['of this site', { origin: `http://${HOST}` }],
  ['of this site behind a proxy that ends TLS', { origin: `https://${HOST}` }],
  ['of no page at all', {}],
])('a write %s goes on', async (_, headers) => {
  expect(await refuseWrite(write(headers as Record<string, string>), nobody)).toBeNull()
})

test.each([
  ['of another site', { origin: 'https://evil.example' }],
  ['of a site whose name begins alike', { origin: `https://${HOST}.evil.example` }],
  ['of another port', { origin: `http://${HOST}:8080` }],
  ['of a page without an origin', { origin: 'null' }],
  ['of another site in a browser that says so alone', { 'sec-fetch-site': 'cross-site' }],
  ['of another host of the domain in a browser that says so alone', { 'sec-fetch-site': 'same-site' }],
])('a write %s is refused [p:same-origin]', async (_, headers) => {
  expect(await refuseWrite(write(headers as Record<string, string>), nobody)).toEqual({ status: 403 })
})

async function refusedAfter(limit: number, next: () => Promise<Awaited<ReturnType<typeof refuseWrite>>>) {
  for (let n = 0; n < limit; n++) expect(await next()).toBeNull()
  return next()
}
const soon = { status: 429, retryAfter: expect.toSatisfy((s: number) => Number.isInteger(s) && s >= 1 && s <= 60) as number }

test('opening sessions is limited per address and hour [p:limit-open]', async () => {
  for (let n = 0; n < 120; n++) expect(await openWait('192.0.2.10')).toBe(0)
  expect(await openWait('192.0.2.10')).toBeGreaterThan(60)
  expect(await openWait('192.0.2.11')).toBe(0)
})

test('a right code is refused only after ten times as many wrong ones, and a wider network waits after ten times as many [p:limit-guesses]', async () => {
  const wrong = async (address: string, times: number) => {
    for (let n = 0; n < times; n++) await countWrongGuess(address)
  }
  await wrong('192.0.2.20', 100)
  expect(await guessesWait('192.0.2.20')).toBeGreaterThan(0)
  expect(await guessesWait('192.0.2.20', RIGHT_GUESSES)).toBe(0)
  await wrong('192.0.2.20', 900)
  expect(await guessesWait('192.0.2.20', RIGHT_GUESSES)).toBeGreaterThan(0)
  for (let n = 0; n < 20; n++) await wrong(`2001:db8:14:${n}::/64`, 50)
  expect(await guessesWait('2001:db8:14:ff::/64')).toBeGreaterThan(0)
  expect(await guessesWait('2001:db8:15:ff::/64')).toBe(0)
})

onEachDatabase((fresh) => {
  const store = holdStore(fresh)
  const known = async () => (await newLearner()).token
  const addressed = (last: number) => `${store().kind === 'sqlite' ? '198.51.100' : '203.0.113'}.${last}`
  const from = (address: string, device?: string) => () => refuseWrite(write({ [ADDRESS_HEADER]: address }), { device })

  test('a device may write 240 times a minute, then has to wait; other devices are not affected [p:rate-limits]', async () => {
    const busy = await known()
    expect(await refusedAfter(240, from(addressed(1), busy))).toEqual(soon)
    expect(await from(addressed(1), await known())()).toBeNull()
  })

  test('newcomers from one address share a limit', async () => {
    expect(await refusedAfter(600, from(addressed(2)))).toEqual(soon)
    expect(await from(addressed(3))()).toBeNull()
  })

  test('somebody who signs in from a known browser has a limit of their own, whatever newcomers at the address send [p:known-devices]', async () => {
    await refusedAfter(600, from(addressed(12)))
    const known = (browser: string | null) => () =>
      refuseWrite(write({ [ADDRESS_HEADER]: addressed(12) }), { device: undefined, browser: async () => browser })
    expect(await known(null)()).toEqual(soon)
    expect(await refusedAfter(240, known(`browser ${store().kind}`))).toEqual(soon)
  })

  test('a made-up device token counts as a newcomer each time [p:rate-limits]', async () => {
    expect(await refusedAfter(600, () => from(addressed(4), newToken())())).toEqual(soon)
    expect(await from(addressed(4), await known())()).toBeNull()
  })

  test('an address is limited whatever the number of devices behind it [p:rate-limits]', async () => {
    const devices = await Promise.all(Array.from({ length: 60 }, known))
    let n = 0
    expect(await refusedAfter(12_000, () => from(addressed(5), devices[n++ % 60])())).toEqual(soon)
  })

  test('a signed-in person has a limit of their own, on any device, apart from newcomers at the same address', async () => {
    const person = (id: string, device?: string) => () =>
      refuseWrite(write({ [ADDRESS_HEADER]: addressed(9) }), { device, person: async () => id })
    let n = 0
    expect(await refusedAfter(240, () => person(`Ann ${store().kind}`, n++ % 2 ? newToken() : undefined)())).toEqual(soon)
    expect(await refusedAfter(240, person(`Bob ${store().kind}`))).toEqual(soon)
    expect(await refuseWrite(write({ [ADDRESS_HEADER]: addressed(9) }), nobody)).toBeNull()
  })
})
