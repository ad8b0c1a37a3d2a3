import 'server-only'
import { type CryptoKey, type JWK, type JWTPayload, SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK } from 'jose'
import { z } from 'zod'
import { database } from '../database'
import { seal, unseal } from '../platform/sealed'
import { newToken } from '../platform/tokens'

/**
 * The keys that sign what we say to platforms, in the settings table as those of badges are. A key signs for a quarter of a year. Its
 * successor is published a day before it signs, so that every platform has fetched it by then, and a key that has signed stays published
 * for another month.
 */
const NAME = 'lti-keys'
const PURPOSE = 'lti keys'
export const LTI_ALG = 'RS256'

const DAY = 24 * 3600_000
const SIGNS = 90 * DAY
const AHEAD = DAY
const STAYS = 30 * DAY

const Jwk = z.looseObject({ kty: z.string() })
const Keys = z.array(z.strictObject({ id: z.string(), at: z.number(), public: Jwk, private: z.string() })).min(1)
type Key = z.infer<typeof Keys>[number]
type Made = Pick<Key, 'at'>

/** The key that signs: the newest that has been published for a day, or the only one. */
export const signerOf = <K extends Made>(keys: readonly K[], now: number): K =>
  keys.findLast(({ at }, i) => i === 0 || at + AHEAD <= now) ?? keys[0]!

/** Whether a successor is to be published. */
export const needsSuccessor = (keys: readonly Made[], now: number): boolean => keys.at(-1)!.at + SIGNS - AHEAD <= now

/** The keys that are still published: one that its successor has replaced stays for a month. */
export const published = <K extends Made>(keys: readonly K[], now: number): K[] =>
  keys.filter((_, i) => i === keys.length - 1 || keys[i + 1]!.at + AHEAD + STAYS > now)

async function newKey(now: number): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair(LTI_ALG, { extractable: true })
  const jwk = await exportJWK(publicKey)
  return {
    id: await calculateJwkThumbprint(jwk),
    at: now,
    public: { ...jwk, kty: 'RSA' },
    private: await seal(PURPOSE, JSON.stringify(await exportJWK(privateKey))),
  }
}

async function stored(): Promise<{ body: string; keys: Key[] } | null> {
  const row = await database().selectFrom('setting').select('body').where('name', '=', NAME).executeTakeFirst()
  return row ? { body: row.body, keys: Keys.parse(JSON.parse(row.body)) } : null
}

/** If two processes write at once, one is kept, and both read it afterwards. */
async function store(before: string | null, keys: readonly Key[], now: number): Promise<void> {
  const body = JSON.stringify(keys)
  if (before === null)
    await database()
      .insertInto('setting')
      .values({ name: NAME, body, updated_at: now })
      .onConflict((c) => c.column('name').doNothing())
      .execute()
  else await database().updateTable('setting').set({ body, updated_at: now }).where('name', '=', NAME).where('body', '=', before).execute()
}

/** All keys, made or renewed where it is time. */
async function current(now: number): Promise<Key[]> {
  const found = await stored()
  if (found && !needsSuccessor(found.keys, now)) return published(found.keys, now)
  await store(found?.body ?? null, [...(found ? published(found.keys, now) : []), await newKey(now)], now)
  return (await stored())!.keys
}

/** The key that signs now. Where AUTH_SECRET is another one, none can be opened, and a new one begins at once. */
export async function signingKey(now = Date.now()): Promise<{ id: string; key: CryptoKey | Uint8Array }> {
  const key = signerOf(await current(now), now)
  const opened = await unseal(PURPOSE, key.private)
  if (opened !== null) return { id: key.id, key: await importJWK(JSON.parse(opened) as JWK, LTI_ALG) }
  await store((await stored())!.body, [await newKey(now)], now)
  return signingKey(now)
}

/** Seconds by which a platform's clock may be behind ours: most refuse what was said in their future, and allow for nothing. */
const BEHIND = 60

interface Letter {
  issuer: string
  audience: string
  /** In seconds from now. */
  life: number
}
/** What we say to a platform, signed. @param claims without issuer, addressee and times */
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

/** What platforms fetch: the public halves. */
export const keySet = async (now = Date.now()): Promise<{ keys: JWK[] }> => ({
  keys: (await current(now)).map(({ id, public: jwk }) => ({ ...(jwk as JWK), kid: id, alg: LTI_ALG, use: 'sig' })),
})
