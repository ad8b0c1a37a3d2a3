import 'server-only'
import { type JWTPayload, jwtVerify } from 'jose'
import { type HttpClient, askOutside } from '../platform/outgoing'
import { log, masked, reasonOf } from '../platform/log'
import { isOurs } from './addresses'
import { type Claims, MESSAGES, TokenSchema, keptOf, messageTypeOf } from './claims'
import { LTI_ALG } from './keys'
import type { Login, Refusal } from './login'
import { keyOf } from './platform-keys'
import { isAccepted } from './deployments'
import { type Platform, isTheirs, originOf } from './platforms'

/** The login decides who must have signed the answer, never the answer itself. */
const TOLERANCE = 60
/** In seconds. A platform makes the token for this one answer. */
const OLDEST = 600

export type VerificationResult = { ok: true; claims: Claims } | { ok: false; reason: Refusal }

export async function verifyToken(
  token: string,
  login: Login,
  ask: HttpClient = askOutside,
  now = Date.now(),
): Promise<VerificationResult> {
  const { platform } = login
  const payload = await signedBy(platform, token, ask, now)
  if (!payload) return { ok: false, reason: 'untrue' }
  if (!MESSAGES.some((known) => known === messageTypeOf(payload))) return { ok: false, reason: 'message' }
  const said = TokenSchema.safeParse(payload).data
  if (!said || said.checked.nonce !== login.nonce || !isForUs(said.checked, platform)) return { ok: false, reason: 'untrue' }
  if (said.checked.targetLink !== null && !isOurs(said.checked.targetLink)) return { ok: false, reason: 'elsewhere' }
  if (said.kind === 'deep-linking' && !said.takesLinks) return { ok: false, reason: 'message' }
  if (!onOwnServers(platform, said.kind === 'resource' ? [said.lineitem, said.members] : [said.replyTo]))
    return { ok: false, reason: 'servers' }
  if (!(await isAccepted(platform.id, said.deployment))) return { ok: false, reason: 'deployment' }
  return { ok: true, claims: keptOf(said, isTheirs(platform)) }
}

/** Where a launch has things sent: to its own platform. The log names other servers, because the page that is shown must not. */
function onOwnServers(platform: Platform, addresses: (string | null)[]): boolean {
  const foreign = addresses.find((address) => address !== null && !isTheirs(platform)(address))
  if (foreign) log().warn({ platform: platform.id, server: originOf(foreign) }, 'A launch names a server that is not confirmed')
  return foreign === undefined
}

/** Only one algorithm is allowed, so neither `none` nor a shared secret works. */
async function signedBy(platform: Platform, token: string, ask: HttpClient, now: number): Promise<JWTPayload | null> {
  try {
    const { payload } = await jwtVerify(token, keyOf(platform, ask, now), {
      algorithms: [LTI_ALG],
      issuer: platform.issuer,
      audience: platform.clientId,
      requiredClaims: ['exp', 'nonce'],
      maxTokenAge: OLDEST,
      clockTolerance: TOLERANCE,
      currentDate: new Date(now),
    })
    return payload
  } catch (error) {
    log().info({ reason: masked(reasonOf(error)) }, 'A launch was refused')
    return null
  }
}

/** A token with several audiences must say that it is for us. */
const isForUs = ({ aud, azp }: { aud: string[]; azp?: string | undefined }, { clientId }: Platform): boolean =>
  azp === undefined ? aud.length === 1 : azp === clientId
