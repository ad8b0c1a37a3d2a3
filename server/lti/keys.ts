import 'server-only'
import { type CryptoKey, type JWK, type JWTPayload, SignJWT } from 'jose'
import { z } from 'zod'
import { database } from '../database'
import { KeyPairSchema, newKeyPair, openedKey, publicJwk } from '../platform/key-pair'
import { newToken } from '../platform/tokens'
import type { Platform } from './platforms'

/**
 * Each platform has keys of its own, so that what we sign for one is worthless at another. A key signs for a quarter of a year. It is
 * published a day before, so that the platform has fetched it, and for a month after.
 */
const PURPOSE = 'lti keys'
export const LTI_ALG = 'RS256'

const DAY = 24 * 3600_000
const SIGNS = 90 * DAY
const AHEAD = DAY
const STAYS = 30 * DAY

const KeySchema = KeyPairSchema.extend({ at: z.number() })
type Key = z.infer<typeof KeySchema>
type KeyDate = Pick<Key, 'at'>

export const signerOf = <K extends KeyDate>(keys: readonly K[], now: number): K =>
  keys.findLast(({ at }, i) => i === 0 || at + AHEAD <= now) ?? keys[0]!

export const needsSuccessor = (keys: readonly KeyDate[], now: number): boolean => keys.at(-1)!.at + SIGNS - AHEAD <= now

export const published = <K extends KeyDate>(keys: readonly K[], now: number): K[] =>
  keys.filter((_, i) => i === keys.length - 1 || keys[i + 1]!.at + AHEAD + STAYS > now)

const newKey = async (now: number): Promise<Key> => ({ ...(await newKeyPair(LTI_ALG, PURPOSE)), at: now })

interface StoredKeys {
  body: string | null
  keys: Key[]
}
/** Null if there is no such platform. */
async function read(platform: string): Promise<StoredKeys | null> {
  const row = await database().selectFrom('lti_platform').select('signing_keys as body').where('id', '=', platform).executeTakeFirst()
  return row ? { body: row.body, keys: KeySchema.array().parse(JSON.parse(row.body ?? '[]')) } : null
}
/** If two processes write at once, one write wins, and both read it afterwards. */
const write = (platform: string, { body }: StoredKeys, keys: readonly Key[]): Promise<unknown> =>
  database()
    .updateTable('lti_platform')
    .set({ signing_keys: JSON.stringify(keys) })
    .where('id', '=', platform)
    .where('signing_keys', body === null ? 'is' : '=', body)
    .execute()

async function current(platform: string, now: number): Promise<Key[] | null> {
  const found = await read(platform)
  if (!found) return null
  if (found.keys.length > 0 && !needsSuccessor(found.keys, now)) return published(found.keys, now)
  await write(platform, found, [...published(found.keys, now), await newKey(now)])
  return (await read(platform))?.keys ?? null
}

/**
 * The key that signs for a platform now. If AUTH_SECRET has changed, we cannot decrypt the old keys, so a new one begins at once.
 * @throws if the platform has been removed
 */
export async function signingKey(platform: string, now = Date.now()): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const keys = await current(platform, now)
  if (!keys) throw new Error('the platform has been removed')
  const pair = signerOf(keys, now)
  const key = await openedKey(pair, LTI_ALG, PURPOSE)
  if (key !== null) return { id: pair.id, key }
  const found = await read(platform)
  if (found) await write(platform, found, [await newKey(now)])
  return signingKey(platform, now)
}

/** Seconds by which a platform's clock may be behind ours. Most platforms refuse anything dated in their future, without any tolerance. */
const BEHIND = 60

interface Letter {
  audience: string
  /** In seconds from now. */
  life: number
}
/** A statement to a platform, signed with its own key. @param claims without issuer, audience and times @throws as `signingKey` does */
export async function signed(
  platform: Pick<Platform, 'id' | 'clientId'>,
  claims: JWTPayload,
  { audience, life }: Letter,
  now = Date.now(),
): Promise<string> {
  const { id, key } = await signingKey(platform.id, now)
  const at = Math.floor(now / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: LTI_ALG, kid: id, typ: 'JWT' })
    .setIssuer(platform.clientId)
    .setAudience(audience)
    .setIssuedAt(at - BEHIND)
    .setExpirationTime(at + life)
    .setJti(newToken())
    .sign(key)
}

/** What we publish for a platform. Null if there is no such platform. */
export async function keySet(platform: string, now = Date.now()): Promise<{ keys: JWK[] } | null> {
  const keys = await current(platform, now)
  return keys && { keys: keys.map((pair) => ({ ...publicJwk(pair, LTI_ALG), kid: pair.id })) }
}
