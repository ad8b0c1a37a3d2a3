import { jwtVerify, createLocalJWKSet, SignJWT } from 'jose'
import { beforeAll, describe, expect, test } from 'vitest'
import { holdStore, onEitherDatabase } from '@/tests/support/store'
import { database } from '../database'
import { keySet, needsSuccessor, published, signed, signerOf, signingKey } from './keys'
import { awaitPlatform } from './registration-links'

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
  let [id, other] = ['', '']
  beforeAll(async () => {
    id = (await awaitPlatform({ name: 'Moodle', address: ['https://moodle.example'] })).id
    other = (await awaitPlatform({ name: 'Canvas', address: ['https://canvas.example'] })).id
  })
  const setOf = async (platform: string, now?: number) => createLocalJWKSet((await keySet(platform, now)) as never)

  test('a signature verifies by the published keys, also after they were rotated, and no private key is stored in clear [p:lti-signing]', async () => {
    const sign = async (now: number) => {
      const { id: kid, key } = await signingKey(id, now)
      return new SignJWT({ at: now }).setProtectedHeader({ alg: 'RS256', kid }).sign(key)
    }
    const now = Date.now()
    const first = await sign(now)
    const later = now + 91 * DAY
    await keySet(id, later)
    const second = await sign(later + 2 * DAY)
    const set = (await keySet(id, later + 2 * DAY))!
    expect(set.keys).toHaveLength(2)
    for (const token of [first, second]) expect((await jwtVerify(token, createLocalJWKSet(set as never))).payload).toHaveProperty('at')
    expect(set.keys.every((key) => !('d' in key) && key.use === 'sig')).toBe(true)
    const { signing_keys } = await database()
      .selectFrom('lti_platform')
      .select('signing_keys')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(signing_keys).not.toContain('"d"')
  })
  test('what is signed for one platform does not verify at another, even if both call us the same [p:lti-signing]', async () => {
    const signedFor = (platform: string) =>
      signed({ id: platform, clientId: 'client' }, { sub: 'client' }, { audience: 'https://a.example/token', life: 60 })
    const [own, foreign] = [await signedFor(id), await signedFor(other)]
    expect((await jwtVerify(own, await setOf(id))).payload.sub).toBe('client')
    await expect(jwtVerify(foreign, await setOf(id))).rejects.toThrow('no applicable key')
    await expect(jwtVerify(own, await setOf(other))).rejects.toThrow('no applicable key')
  })
  test('a platform that is not here has no keys, and nothing is signed for it', async () => {
    expect(await keySet('nobody')).toBeNull()
    await expect(signingKey('nobody')).rejects.toThrow('removed')
  })
  test('several processes that need the first key at once agree on one', async () => {
    await database().updateTable('lti_platform').set({ signing_keys: null }).execute()
    const ids = await Promise.all(Array.from({ length: 5 }, async () => (await signingKey(id)).id))
    expect(new Set(ids).size).toBe(1)
  })
})
