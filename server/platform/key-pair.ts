import 'server-only'
import { type CryptoKey, type JWK, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod'
import { seal, unseal } from './sealing'

/** Keys that sign JWTs, as we store them: the private key is encrypted, so that a copy of the database alone cannot sign. */
export const KeyPairSchema = z.strictObject({ id: z.string(), public: z.looseObject({ kty: z.string() }), private: z.string() })
export type KeyPair = z.infer<typeof KeyPairSchema>

export async function newKeyPair(alg: string, purpose: string): Promise<KeyPair> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return {
    id: await calculateJwkThumbprint(jwk),
    public: { ...jwk, kty: 'RSA' },
    private: await seal(purpose, JSON.stringify(await exportJWK(privateKey))),
  }
}

/** @returns null if AUTH_SECRET has changed */
export async function openedKey(pair: KeyPair, alg: string, purpose: string): Promise<CryptoKey | Uint8Array | null> {
  const opened = await unseal(purpose, pair.private)
  return opened === null ? null : importJWK(JSON.parse(opened) as JWK, alg)
}

export const publicJwk = ({ public: jwk }: KeyPair, alg: string): JWK => ({ ...(jwk as JWK), alg, use: 'sig' })
