import { expect, test } from 'vitest'
import { hash, ifThereIsRoom, verify } from './hashing'

test('two passwords are hashed at once, and if twenty are waiting a further sign-in is told to wait [p:sign-ins-in-turn]', async () => {
  const stored = await hash('correct horse battery')
  const all = await Promise.all(
    Array.from({ length: 150 }, () => ifThereIsRoom(() => verify({ hash: stored, password: 'correct horse battery' }))),
  )
  expect(all.filter(Boolean)).toHaveLength(22)
  expect(all.filter((one) => one === null)).toHaveLength(128)
  expect(await ifThereIsRoom(() => verify({ hash: stored, password: 'another' }))).toBe(false)
})
