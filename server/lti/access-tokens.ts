import 'server-only'
import { z } from 'zod'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { shared } from '../platform/shared'
import { askPlatform } from './ask-platform'
import { signed } from './keys'
import type { Platform } from './platforms'

const ReplySchema = z.object({ access_token: z.string().min(1).max(8_000), expires_in: z.coerce.number().int().min(1).default(3600) })

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** How many seconds a request for a token is valid. */
const ASSERTED = 240
/** We stop using a token this long before it expires. */
const MARGIN = 60_000

const kept = shared('lti access tokens', () => new Map<string, { token: string; until: number }>())
const nameOf = ({ id, tokenUrl }: Platform, scope: string) => `${id} ${tokenUrl} ${scope}`

/** @throws as `askPlatform` does */
export async function accessToken(platform: Platform, scope: string, ask: HttpClient = askOutside, now = Date.now()): Promise<string> {
  const known = kept.get(nameOf(platform, scope))
  if (known && known.until > now) return known.token
  const { clientId, tokenUrl } = platform
  const { said } = await askPlatform(ask, tokenUrl, ReplySchema, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION,
      client_assertion: await signed({ sub: clientId }, { issuer: clientId, audience: tokenUrl, life: ASSERTED }, now),
      scope,
    }).toString(),
  })
  kept.set(nameOf(platform, scope), { token: said.access_token, until: now + said.expires_in * 1000 - MARGIN })
  return said.access_token
}

/** Forgets a token that the platform no longer accepts. */
export const dropToken = (platform: Platform, scope: string): void => void kept.delete(nameOf(platform, scope))
