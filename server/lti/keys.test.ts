import { jwtVerify, createLocalJWKSet, SignJWT } from 'jose'
import { describe, expect, test } from 'vitest'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { keySet, needsSuccessor, published, signerOf, signingKey } from './keys'

const DAY = 24 * 3600_000
const keys = (...days: number[]) => days.map((day) => ({ at: day * DAY }))

describe('a key', () => {
  test('that was published less than a day ago does not sign yet, unless it is the only one', () => {
    expect(signerOf(keys(0), 0)).toEqual({ at: 0 })
    expect(signerOf(keys(0, 89), 89.5 * DAY)).toEqual({ at: 0 })
    expect(signerOf(keys(0, 89), 90 * DAY)).toEqual({ at: 89 * DAY })
  })
  test('gets a successor a day before its quarter of a year is over', () => {
    expect(needsSuccessor(keys(0), 88 * DAY)).toBe(false)
    expect(needsSuccessor(keys(0), 89 * DAY)).toBe(true)
  })
  test('stays published for a month after its successor signs', () => {
    expect(published(keys(0, 89), 119 * DAY)).toHaveLength(2)
    expect(published(keys(0, 89), 121 * DAY)).toEqual([{ at: 89 * DAY }])
  })
})

onEitherDatabase((fresh) => {
  holdStore(fresh)

  test('a signature verifies by the published keys, also after they were rotated, and no private key is stored in clear [p:lti-signing]', async () => {
    const sign = async (now: number) => {
      const { id, key } = await signingKey(now)
      return new SignJWT({ at: now }).setProtectedHeader({ alg: 'RS256', kid: id }).sign(key)
    }
    const now = Date.now()
    const first = await sign(now)
    const later = now + 91 * DAY
    await keySet(later)
    const second = await sign(later + 2 * DAY)
    const set = await keySet(later + 2 * DAY)
    expect(set.keys).toHaveLength(2)
    for (const token of [first, second]) expect((await jwtVerify(token, createLocalJWKSet(set as never))).payload).toHaveProperty('at')
    expect(set.keys.every((key) => !('d' in key) && key.use === 'sig')).toBe(true)
    const { body } = await database().selectFrom('setting').select('body').where('name', '=', 'lti-keys').executeTakeFirstOrThrow()
    expect(body).not.toContain('"d"')
  })
  test('several processes that need the first key at once agree on one', async () => {
    await database().deleteFrom('setting').where('name', '=', 'lti-keys').execute()
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await signingKey()).id))
    expect(new Set(ids).size).toBe(1)
  })
})
