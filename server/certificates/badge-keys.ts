import 'server-only'
import type { CryptoKey, JWK } from 'jose'
import { storedKeys } from '../database/stored-keys'
import { KeyPairSchema, newKeyPair, openedKey, publicJwk } from '../platform/key-pair'

/**
 * The keys that sign badges. If AUTH_SECRET changes, a new key is created for signing, and the public half of the old one stays, so older
 * badges still verify.
 */
/** Required of every verifier of Open Badges 3.0. */
export const BADGE_ALG = 'RS256'
const PURPOSE = 'badge keys'

const stored = storedKeys('badge-keys', KeyPairSchema.array().min(1))

/** The signing key: the last one, if it can be decrypted. */
export async function signingKey(): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const found = await stored.read()
  const last = found?.keys.at(-1)
  const key = last && (await openedKey(last, BADGE_ALG, PURPOSE))
  if (key) return { id: last.id, key }
  await stored.write(found, [...(found?.keys ?? []), await newKeyPair(BADGE_ALG, PURPOSE)], Date.now())
  return signingKey()
}

/** The public halves of all keys ever used, by id. Creates none. */
export const publicKeys = async (): Promise<{ id: string; jwk: JWK }[]> =>
  ((await stored.read())?.keys ?? []).map((key) => ({ id: key.id, jwk: publicJwk(key, BADGE_ALG) }))
