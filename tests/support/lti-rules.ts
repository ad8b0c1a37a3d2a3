/** What the strictest platform that we know refuses of a tool, by field. */
import { type JSONWebKeySet, createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'

const TOOL = 'https://purl.imsglobal.org/spec/lti-tool-configuration'
const SCORE_TYPES = ['application/vnd.ims.lis.v1.score+json']
/** ISO 8601, to the second or finer, with a zone. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d([.,]\d+)?(Z|[+-]\d\d:?\d\d)$/

const PLACEMENT = /^(ContentArea|RichTextEditor|https:\/\/canvas\.instructure\.com\/lti\/(assignment|link|resource)_selection)$/

type Fields = Record<string, unknown>
const isThere = (value: unknown): boolean => value !== undefined && value !== null && value !== ''

/** Null if it is accepted. @param authorization its header */
export function refusedRegistration(body: string, authorization: string | undefined): string | null {
  if (!authorization?.startsWith('Bearer ')) return 'missing_registration_token'
  const sent = JSON.parse(body) as Fields
  for (const name of [
    'response_types',
    'initiate_login_uri',
    'redirect_uris',
    'client_name',
    'jwks_uri',
    'token_endpoint_auth_method',
    TOOL,
  ])
    if (!isThere(sent[name])) return `missing required attribute ${name}`
  const { domain, target_link_uri, messages } = sent[TOOL] as Fields
  // With its port, because platforms match links to the tool by both.
  if (!isThere(domain) || domain !== new URL(String(target_link_uri)).host) return 'domain_targetlinkuri_mismatch'
  if (!(sent.response_types as string[]).includes('id_token')) return 'invalid_response_types'
  if (!Array.isArray(sent.redirect_uris)) return 'invalid_redirect_uris'
  if (sent.token_endpoint_auth_method !== 'private_key_jwt') return 'invalid_token_endpoint_auth_method'
  // Offered only where the tool asks, under names that the platform knows.
  for (const { placements } of messages as { placements?: string[] }[])
    if (!placements?.length || !placements.every((name) => PLACEMENT.test(name))) return 'invalid_placements'
  for (const address of [sent.logo_uri, sent.jwks_uri]) if (!URL.canParse(String(address))) return 'invalid_address'
  return sent.application_type === 'web' ? null : 'invalid_application_type'
}

/** @param now of the platform's clock, in milliseconds; it allows for no difference */
export function isTimely(token: string, now: number): boolean {
  const { iat = Number.NaN, exp = Number.NaN } = decodeJwt(token)
  return iat <= now / 1000 && exp > now / 1000
}

interface TokenServer {
  client: string
  /** Its own address; null for a platform that does not look. */
  audience: string | null
  /** Of the tool, from the address that the platform was given. */
  keys: JSONWebKeySet
  /** Ids of assertions that it has taken already. */
  taken: Set<string>
  now: number
}
export async function refusedToken(form: URLSearchParams, type: string | undefined, server: TokenServer): Promise<string | null> {
  if (type !== 'application/x-www-form-urlencoded') return 'invalid_request'
  const assertion = form.get('client_assertion')
  if (!assertion || !form.get('scope')) return 'invalid_request'
  if (form.get('grant_type') !== 'client_credentials') return 'unsupported_grant_type'
  if (form.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') return 'unsupported_grant_type'
  const { client, audience, keys, taken, now } = server
  const said = await jwtVerify(assertion, createLocalJWKSet(keys), {
    ...{ issuer: client, subject: client, algorithms: ['RS256'], currentDate: new Date(now), requiredClaims: ['exp', 'iat', 'jti'] },
    ...(audience !== null && { audience }),
  }).catch(() => null)
  const id = said?.payload.jti
  if (!id || taken.has(id) || !isTimely(assertion, now)) return 'invalid_client'
  taken.add(id)
  return null
}

/** @param before the timestamp of the stored score for this column and person */
export function statusOfScore(body: string, type: string | undefined, before: string | undefined): number {
  const score = JSON.parse(body) as Fields
  if (!type || !SCORE_TYPES.includes(type)) return 400
  for (const name of ['userId', 'timestamp', 'gradingProgress', 'activityProgress']) if (!isThere(score[name])) return 400
  if (typeof score.timestamp !== 'string' || !MOMENT.test(score.timestamp)) return 400
  if (typeof score.scoreGiven !== 'number' || typeof score.scoreMaximum !== 'number') return 400
  // Whole seconds, so a second score within the same second is not newer.
  const second = (at: string) => Math.floor(Date.parse(at) / 1000)
  return before !== undefined && second(before) >= second(score.timestamp) ? 409 : 200
}
