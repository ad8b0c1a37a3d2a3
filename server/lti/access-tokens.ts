import 'server-only'
import { z } from 'zod'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { shared } from '../platform/shared'
import { askPlatform } from './ask-platform'
import { signed } from './keys'
import { type Platform, isTheirs } from './platforms'

const ReplySchema = z.object({ access_token: z.string().min(1).max(8_000), expires_in: z.coerce.number().int().min(1).default(3600) })

const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
/** How many seconds a request for a token is valid. */
const ASSERTED = 240
/** We stop using a token this long before it expires. */
const MARGIN = 60_000

interface KeptToken {
  /** Who gave it, and to whom. If any of that changes, the token is dropped. */
  given: string
  token: string
  until: number
}
const kept = shared('lti access tokens', () => new Map<string, KeptToken>())
const nameOf = ({ id }: Platform, scope: string) => `${id} ${scope}`
const givenBy = ({ issuer, clientId, tokenUrl }: Platform) => JSON.stringify([issuer, clientId, tokenUrl])

async function accessToken(platform: Platform, scope: string, ask: HttpClient, now: number): Promise<string> {
  const [name, given] = [nameOf(platform, scope), givenBy(platform)]
  const known = kept.get(name)
  if (known?.given === given && known.until > now) return known.token
  kept.delete(name)
  const { clientId, tokenUrl } = platform
  const { said } = await askPlatform(ask, tokenUrl, ReplySchema, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION,
      client_assertion: await signed(platform, { sub: clientId }, { audience: tokenUrl, life: ASSERTED }, now),
      scope,
    }).toString(),
  })
  kept.set(name, { given, token: said.access_token, until: now + said.expires_in * 1000 - MARGIN })
  return said.access_token
}

/** Forgets a token that the platform no longer accepts. */
export const dropToken = (platform: Platform, scope: string): void => void kept.delete(nameOf(platform, scope))

/**
 * A client for the services of a platform. It holds the access token, and sends it to no server but the platform's own, whatever address a
 * launch or an answer has named. @throws as `askPlatform` does if the platform gives no token
 */
export async function serviceClient(
  platform: Platform,
  scope: string,
  ask: HttpClient = askOutside,
  now = Date.now(),
): Promise<HttpClient> {
  const token = await accessToken(platform, scope, ask, now)
  return async (address, { headers, ...more }) => {
    if (!isTheirs(platform)(address)) throw new Error('the address is not on a server of the platform')
    const answer = await ask(address, { ...more, headers: { ...headers, authorization: `Bearer ${token}` } })
    if (answer.status === 401) dropToken(platform, scope)
    return answer
  }
}
