import 'server-only'
import type { CryptoKey, JWK } from 'jose'
import { storedKeys } from '../database/stored-keys'
import { KeyPairSchema, newKeyPair, openedKey, publicJwk } from '../platform/key-pair'

/** Every verifier of Open Badges 3.0 has to support it. */
export const BADGE_ALG = 'RS256'
const PURPOSE = 'badge keys'

/** If AUTH_SECRET changes, we sign with a new key but keep the public half of the old one, so that older badges still verify. */
const stored = storedKeys('badge-keys', KeyPairSchema.array().min(1))

/** Makes a new key if the last one cannot be decrypted. */
export async function signingKey(): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const found = await stored.read()
  const last = found?.keys.at(-1)
  const key = last && (await openedKey(last, BADGE_ALG, PURPOSE))
  if (key) return { id: last.id, key }
  await stored.write(found, [...(found?.keys ?? []), await newKeyPair(BADGE_ALG, PURPOSE)], Date.now())
  return signingKey()
}

/** Of all keys ever used. Makes none. */
export const publicKeys = async (): Promise<{ id: string; jwk: JWK }[]> =>
  ((await stored.read())?.keys ?? []).map((key) => ({ id: key.id, jwk: publicJwk(key, BADGE_ALG) }))
