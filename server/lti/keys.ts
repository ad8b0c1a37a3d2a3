import 'server-only'
import { type CryptoKey, type JWK, type JWTPayload, SignJWT } from 'jose'
import { z } from 'zod'
import { storedKeys } from '../database/stored-keys'
import { KeyPairSchema, newKeyPair, openedKey, publicJwk } from '../platform/key-pair'
import { newToken } from '../platform/tokens'

/** A key signs for a quarter of a year. It is published a day before, so that platforms have fetched it, and for a month after. */
const PURPOSE = 'lti keys'
export const LTI_ALG = 'RS256'

const DAY = 24 * 3600_000
const SIGNS = 90 * DAY
const AHEAD = DAY
const STAYS = 30 * DAY

const KeySchema = KeyPairSchema.extend({ at: z.number() })
type Key = z.infer<typeof KeySchema>
const stored = storedKeys('lti-keys', KeySchema.array().min(1))
type KeyDate = Pick<Key, 'at'>

export const signerOf = <K extends KeyDate>(keys: readonly K[], now: number): K =>
  keys.findLast(({ at }, i) => i === 0 || at + AHEAD <= now) ?? keys[0]!

export const needsSuccessor = (keys: readonly KeyDate[], now: number): boolean => keys.at(-1)!.at + SIGNS - AHEAD <= now

export const published = <K extends KeyDate>(keys: readonly K[], now: number): K[] =>
  keys.filter((_, i) => i === keys.length - 1 || keys[i + 1]!.at + AHEAD + STAYS > now)

const newKey = async (now: number): Promise<Key> => ({ ...(await newKeyPair(LTI_ALG, PURPOSE)), at: now })

async function current(now: number): Promise<Key[]> {
  const found = await stored.read()
  if (found && !needsSuccessor(found.keys, now)) return published(found.keys, now)
  await stored.write(found, [...(found ? published(found.keys, now) : []), await newKey(now)], now)
  return (await stored.read())!.keys
}

/** The key that signs now. If AUTH_SECRET has changed, we cannot decrypt the old keys, so a new one begins at once. */
export async function signingKey(now = Date.now()): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const pair = signerOf(await current(now), now)
  const key = await openedKey(pair, LTI_ALG, PURPOSE)
  if (key !== null) return { id: pair.id, key }
  await stored.write(await stored.read(), [await newKey(now)], now)
  return signingKey(now)
}

/** Seconds by which a platform's clock may be behind ours. Most platforms refuse anything dated in their future, without any tolerance. */
const BEHIND = 60

interface Letter {
  issuer: string
  audience: string
  /** In seconds from now. */
  life: number
}
/** A signed statement to a platform. @param claims without issuer, audience and times */
export async function signed(claims: JWTPayload, { issuer, audience, life }: Letter, now = Date.now()): Promise<string> {
  const { id, key } = await signingKey(now)
  const at = Math.floor(now / 1000)
  return new SignJWT(claims)
    .setProtectedHeader({ alg: LTI_ALG, kid: id, typ: 'JWT' })
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(at - BEHIND)
    .setExpirationTime(at + life)
    .setJti(newToken())
    .sign(key)
}

export const keySet = async (now = Date.now()): Promise<{ keys: JWK[] }> => ({
  keys: (await current(now)).map((pair) => ({ ...publicJwk(pair, LTI_ALG), kid: pair.id })),
})
