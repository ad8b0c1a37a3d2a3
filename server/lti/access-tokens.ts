import 'server-only'
import { z } from 'zod'
import { config } from '../platform/config'
import { type Ask, askOutside } from '../platform/outgoing'
import { shared } from '../platform/shared'
import { signed } from './keys'
import type { Platform } from './platforms'

/** Tokens for a platform's services: client credentials, with a statement that our key has signed in place of a secret. */
const ReplySchema = z.object({ access_token: z.string().min(1).max(8_000), expires_in: z.coerce.number().int().min(1).default(3600) })

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** Seconds that a request for a token is good for. */
const ASSERTED = 240
/** So much before its end a token is no longer used. */
const MARGIN = 60_000

const kept = shared('lti access tokens', () => new Map<string, { token: string; until: number }>())
const nameOf = ({ id, tokenUrl }: Platform, scope: string) => `${id} ${tokenUrl} ${scope}`

/** A service that answers with a status other than 200, or with something else. */
export class ServiceFault extends Error {
  constructor(
    readonly status: number,
    what: string,
  ) {
    super(`${what} was answered with ${status}`)
  }
}

/** @throws ServiceFault, or what `ask` throws */
export async function accessToken(platform: Platform, scope: string, ask: Ask = askOutside, now = Date.now()): Promise<string> {
  const known = kept.get(nameOf(platform, scope))
  if (known && known.until > now) return known.token
  const { status, text } = await ask(platform.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION,
      client_assertion: await signed(
        { sub: platform.clientId },
        { issuer: platform.clientId, audience: platform.tokenUrl, life: ASSERTED },
        now,
      ),
      scope,
    }).toString(),
    inside: config().LTI_PRIVATE_PLATFORMS,
  })
  const said = status === 200 ? ReplySchema.safeParse(jsonOf(text)).data : undefined
  if (!said) throw new ServiceFault(status, 'the request for an access token')
  kept.set(nameOf(platform, scope), { token: said.access_token, until: now + said.expires_in * 1000 - MARGIN })
  return said.access_token
}

/** Forgets a token that the platform no longer takes. */
export const dropToken = (platform: Platform, scope: string): void => void kept.delete(nameOf(platform, scope))

/** What a service said; undefined if it is no JSON. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
