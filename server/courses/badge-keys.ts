import 'server-only'
import { hkdfSync } from 'node:crypto'
import {
  CompactEncrypt,
  type CryptoKey,
  type JWK,
  calculateJwkThumbprint,
  compactDecrypt,
  exportJWK,
  generateKeyPair,
  importJWK,
} from 'jose'
import { z } from 'zod'
import { authSecret } from '../platform/secret'
import { database } from '../database'

/**
 * The keys that sign badges, stored in the settings table so that all processes share them. The private half is encrypted with a key
 * derived from AUTH_SECRET: a copy of the database alone cannot sign. If that secret changes, a new key is created for signing, and the
 * public half of the old one stays, so older badges still verify.
 */
const NAME = 'badge-keys'
/** Required of every verifier of Open Badges 3.0. */
export const BADGE_ALG = 'RS256'

const Jwk = z.looseObject({ kty: z.string() })
const Keys = z.array(z.strictObject({ id: z.string(), public: Jwk, private: z.string() })).min(1)
type Key = z.infer<typeof Keys>[number]

const wrapping = (): Uint8Array => new Uint8Array(hkdfSync('sha256', authSecret(), '', 'second-look badge keys', 32))

async function newKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(BADGE_ALG, { extractable: true })
  const jwk = await exportJWK(publicKey)
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(privateKey)))
  return {
    id: await calculateJwkThumbprint(jwk),
    public: { ...jwk, kty: 'RSA' },
    private: await new CompactEncrypt(secret).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(wrapping()),
  }
}

async function stored(): Promise<{ body: string; keys: Key[] } | null> {
  const row = await database().selectFrom('setting').select('body').where('name', '=', NAME).executeTakeFirst()
  return row ? { body: row.body, keys: Keys.parse(JSON.parse(row.body)) } : null
}

/** The signing key: the last one, if it can be decrypted. */
export async function signingKey(): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const found = await stored()
  const last = found?.keys.at(-1)
  const opened = last && (await opens(last))
  if (opened) return { id: last.id, key: opened }
  const body = JSON.stringify([...(found?.keys ?? []), await newKey()])
  const updated_at = Date.now()
  // If two processes create a key at once, one is kept and both read it.
  if (found)
    await database().updateTable('setting').set({ body, updated_at }).where('name', '=', NAME).where('body', '=', found.body).execute()
  else
    await database()
      .insertInto('setting')
      .values({ name: NAME, body, updated_at })
      .onConflict((c) => c.column('name').doNothing())
      .execute()
  return signingKey()
}

async function opens(key: Key): Promise<CryptoKey | Uint8Array | null> {
  try {
    const { plaintext } = await compactDecrypt(key.private, wrapping())
    return await importJWK(JSON.parse(new TextDecoder().decode(plaintext)) as JWK, BADGE_ALG)
  } catch {
    return null
  }
}

/** The public halves of all keys ever used, by id. Creates none. */
export const publicKeys = async (): Promise<{ id: string; jwk: JWK }[]> =>
  ((await stored())?.keys ?? []).map(({ id, public: jwk }) => ({ id, jwk: { ...(jwk as JWK), alg: BADGE_ALG, use: 'sig' } }))
