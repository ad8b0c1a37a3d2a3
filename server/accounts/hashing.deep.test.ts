import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Hasher, hash, ifThereIsRoom, verify } from './hashing'

/** Holds as many places as it finds, until they are given back by `over`. */
function holding(hashers: readonly Hasher[]) {
  let release = () => {}
  const held = new Promise<void>((done) => (release = done))
  let taken = 0
  const all = hashers.map((hasher) =>
    ifThereIsRoom(hasher, () => {
      taken++
      return held
    }),
  )
  const over = () => {
    release()
    return Promise.all(all)
  }
  return { taken, over }
}
const stranger = (n: number): Hasher => ({ account: null, address: `192.0.2.${n}` })

test('two passwords are hashed at once, and if too many of one network wait, a further sign-in has to come back later [p:pages-in-turn]', async () => {
  const stored = await hash('correct horse battery')
  const all = await Promise.all(
    Array.from({ length: 150 }, () => ifThereIsRoom(stranger(1), () => verify({ hash: stored, password: 'correct horse battery' }))),
  )
  expect(all.filter(Boolean)).toHaveLength(10)
  expect(all.filter((one) => one === null)).toHaveLength(140)
  expect(await ifThereIsRoom(stranger(1), () => verify({ hash: stored, password: 'another' }))).toBe(false)
})

test('strangers, networks and accounts that take all the places they can leave some to known browsers [p:known-devices]', async () => {
  const ada: Hasher = { account: 'ada', address: '198.51.100.1' }
  // One /48 counts as one network.
  const wide = holding(Array.from({ length: 100 }, (_, n) => ({ account: null, address: `2001:db8:1:${n.toString(16)}::/64` })))
  expect(wide.taken).toBe(10)
  const others = holding(Array.from({ length: 100 }, (_, n) => stranger(n)))
  expect(others.taken).toBe(10)
  const insider = holding(Array.from({ length: 100 }, () => ({ account: 'mallory', address: '203.0.113.1' })))
  expect(insider.taken).toBe(4)
  const accounts = holding(Array.from({ length: 100 }, (_, n) => ({ account: `account ${n}`, address: '203.0.113.1' })))
  expect(accounts.taken).toBe(8)
  expect(await ifThereIsRoom(ada, async () => 'in')).toBe('in')
  for (const one of [wide, others, insider, accounts]) await one.over()
  const later = holding(Array.from({ length: 100 }, (_, n) => ({ account: `${n}`, address: `${n}` })))
  expect(later.taken).toBe(36)
  await later.over()
})

test('a password is hashed by scrypt at full cost [p:passwords]', async () => {
  const [salt, key] = (await hash('correct horse battery')).split(':')
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 128 * 1024 * 1024 }
  expect(scryptSync('correct horse battery', salt!, 64, cost).toString('hex')).toBe(key)
})
