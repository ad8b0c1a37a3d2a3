import 'server-only'
import { createHmac, hkdfSync } from 'node:crypto'
import { CompactEncrypt, compactDecrypt } from 'jose'
import { authSecret } from './secret'

/** A key for one purpose, derived from AUTH_SECRET, so that a copy of the database alone opens nothing. */
const keyFor = (purpose: string): Uint8Array => new Uint8Array(hkdfSync('sha256', authSecret(), '', `second-look ${purpose}`, 32))

export const seal = (purpose: string, text: string): Promise<string> =>
  new CompactEncrypt(new TextEncoder().encode(text)).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(keyFor(purpose))

/** @returns null if it cannot be decrypted because AUTH_SECRET has changed */
export const unseal = (purpose: string, sealed: string): Promise<string | null> =>
  compactDecrypt(sealed, keyFor(purpose)).then(
    ({ plaintext }) => new TextDecoder().decode(plaintext),
    () => null,
  )

/** A hash of a short text. Without AUTH_SECRET, the text cannot be found by trying all texts. */
export const keyedHash = (purpose: string, text: string): string => createHmac('sha256', keyFor(purpose)).update(text).digest('base64url')
