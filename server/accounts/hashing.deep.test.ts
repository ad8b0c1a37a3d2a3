import { scryptSync } from 'node:crypto'
import { expect, test } from 'vitest'
import { hash, ifThereIsRoom, verify } from './hashing'

test('two passwords are hashed at once, and if twenty wait, a further sign-in has to come back later [p:pages-in-turn]', async () => {
  const stored = await hash('correct horse battery')
  const all = await Promise.all(
    Array.from({ length: 150 }, () => ifThereIsRoom(() => verify({ hash: stored, password: 'correct horse battery' }))),
  )
  expect(all.filter(Boolean)).toHaveLength(22)
  expect(all.filter((one) => one === null)).toHaveLength(128)
  expect(await ifThereIsRoom(() => verify({ hash: stored, password: 'another' }))).toBe(false)
})

test('a password is hashed by scrypt at full cost [p:passwords]', async () => {
  const [salt, key] = (await hash('correct horse battery')).split(':')
  const cost = { N: 16_384, r: 16, p: 1, maxmem: 128 * 1024 * 1024 }
  expect(scryptSync('correct horse battery', salt!, 64, cost).toString('hex')).toBe(key)
})
