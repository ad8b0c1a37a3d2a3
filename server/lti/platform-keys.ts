import 'server-only'
import { type CryptoKey, type JWSHeaderParameters, type JWTVerifyGetKey, createLocalJWKSet, errors } from 'jose'
import { z } from 'zod'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { shared } from '../platform/shared'
import { askPlatform } from './ask-platform'
import type { Platform } from './platforms'

/** We ask at most every half minute for each platform, so that tokens with made-up keys cannot make us fetch. */
const AGAIN = 30_000
/** After this, a key that the platform has withdrawn no longer counts. */
const FRESH = 6 * 3600_000

const KeySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string(), kid: z.string().optional() })).max(50) })
type KeySet = ReturnType<typeof createLocalJWKSet>
interface CachedKeys {
  set: KeySet | null
  at: number
  triedAt: number
}

/** By address, so that a changed address starts again. */
const known = shared('lti platform keys', () => new Map<string, CachedKeys>())
const fetching = shared('lti platform keys being fetched', () => new Map<string, Promise<void>>())

async function fetchSet(url: string, ask: HttpClient, now: number): Promise<void> {
  const before = known.get(url)
  known.set(url, { set: before?.set ?? null, at: before?.at ?? 0, triedAt: now })
  const { said } = await askPlatform(ask, url, KeySetSchema)
  known.set(url, { set: createLocalJWKSet(said as Parameters<typeof createLocalJWKSet>[0]), at: now, triedAt: now })
}

/** Fetches the keys, unless we tried a moment ago. Two callers at once share one fetch. */
async function refresh(url: string, ask: HttpClient, now: number): Promise<void> {
  const under = fetching.get(url)
  if (under) return under
  if ((known.get(url)?.triedAt ?? -AGAIN) + AGAIN > now) return
  const begun = fetchSet(url, ask, now).finally(() => fetching.delete(url))
  fetching.set(url, begun)
  return begun
}

/** Finds the key of a token for `jwtVerify`. @throws if there is none, or the platform does not answer */
export const keyOf =
  ({ jwksUrl }: Pick<Platform, 'jwksUrl'>, ask: HttpClient = askOutside, now = Date.now()): JWTVerifyGetKey =>
  async (header, token): Promise<CryptoKey> => {
    const find = () => {
      const { set, at } = known.get(jwksUrl) ?? { set: null, at: 0 }
      return set && at + FRESH > now ? set(header as JWSHeaderParameters, token) : Promise.reject(new errors.JWKSNoMatchingKey())
    }
    try {
      return await find()
    } catch (error) {
      if (!(error instanceof errors.JWKSNoMatchingKey)) throw error
      await refresh(jwksUrl, ask, now)
      return find()
    }
  }
