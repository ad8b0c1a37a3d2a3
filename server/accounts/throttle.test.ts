import { expect, test } from 'vitest'
import { SIGNED_IN, succeeded, tryPassword, tryWait } from './throttle'

const from = (address: string, account: string, device: string | null = null) => ({ account, address, device })
const wide = (n: number) => `2001:db8:7:${n.toString(16)}::/64`

test('a network that gets a /48 has one limit for all its parts, which keeps no known browser waiting [p:throttle]', async () => {
  for (let n = 0; n < 2_000; n++) expect((await tryWait(from(wide(n), `made up ${n}`))).wait).toBe(0)
  expect((await tryWait(from(wide(3_000), 'ada'))).wait).toBeGreaterThan(0)
  expect((await tryWait(from('2001:db8:8:1::/64', 'ada'))).wait).toBe(0)
  expect((await tryWait(from(wide(3_000), 'ada', 'a browser'))).wait).toBe(0)
  expect((await tryWait(from(wide(3_000), 'confirm ada', SIGNED_IN))).wait).toBe(0)
})

test('a known browser waits for nobody’s failures but those of its account [p:known-devices]', async () => {
  for (let n = 0; n < 240; n++) await tryWait(from('192.0.2.90', `colleague ${n % 20}`, `${n}`))
  expect((await tryWait(from('192.0.2.90', 'ada', 'a browser'))).wait).toBe(0)
})

test('an account’s known browsers try forty times a minute, rightly or not [p:known-devices]', async () => {
  const eve = (n: number) => from('192.0.2.91', 'eve', `browser ${n}`)
  for (let n = 0; n < 40; n++) expect(await tryPassword(eve(n), async () => succeeded(eve(n)))).toEqual({ result: undefined })
  expect(await tryPassword(eve(41), async () => 'checked')).toMatchObject({ wait: expect.any(Number) })
  expect((await tryWait(from('192.0.2.91', 'eve'))).wait).toBe(0)
})

test('tries beyond a limit take no place, and tries that find no place count as none [p:known-devices]', async () => {
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  const wrong = (tries: ReturnType<typeof from>) => tryPassword(tries, () => held)
  // Ten tries of one account hold all the places of their network.
  const bob = from('192.0.2.77', 'bob')
  const guesses = Array.from({ length: 10 }, () => wrong(bob))
  const crowded = from('192.0.2.77', 'cleo')
  for (let n = 0; n < 30; n++) expect(await wrong(crowded)).toEqual({ wait: 5, locked: false })
  const known = from('192.0.2.77', 'dora', 'a browser')
  expect(await tryPassword(known, async () => 'right')).toEqual({ result: 'right' })
  await succeeded(known)
  release()
  await Promise.all(guesses)
  expect(await tryPassword(crowded, async () => 'right')).toEqual({ result: 'right' })
  let checked = 0
  for (let n = 0; n < 5; n++) expect(await tryPassword(bob, async () => checked++)).toMatchObject({ wait: expect.any(Number) })
  expect(checked).toBe(0)
})
