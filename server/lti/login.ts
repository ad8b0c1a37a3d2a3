import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { WIDER, widerOf } from '../http/client-network'
import { limiter, spend } from '../platform/rate-limits'
import { keyedHash } from '../platform/sealing'
import { hashToken, newToken } from '../platform/tokens'
import { type ToolAddresses, isOurs } from './addresses'
import type { Claims } from './claims'
import { type Platform, platformOfLogin, readPlatform } from './platforms'

/** The first half of a launch (OpenID Connect, third-party initiated login). The state works once, for minutes, in that browser only. */
const Text = z.string().max(2_000)
export const LoginSchema = z.object({
  iss: z.string().min(1).max(500),
  login_hint: Text.min(1),
  target_link_uri: z.string().max(2_000),
  lti_message_hint: Text.optional(),
  client_id: z.string().max(255).optional(),
  /** The name of the frame that keeps the state for us if cookies are refused. */
  lti_storage_target: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .optional(),
})
export type LoginRequest = z.infer<typeof LoginSchema>

/** What we keep of it until the platform has answered: anyone may begin a login, so it is little. */
const KeptSchema = LoginSchema.pick({ login_hint: true, lti_message_hint: true, lti_storage_target: true })
type KeptRequest = z.infer<typeof KeptSchema>
const MOST_KEPT = 2_000

export const LOGIN_LIFE = 10 * 60_000

/** Logins that one network may begin while one lasts, which is also how many rows it can have us keep. */
const MOST_LOGINS = 1_500
const logins = limiter('logins', MOST_LOGINS, LOGIN_LIFE / 1000)
const widerLogins = limiter('logins-wide', WIDER * MOST_LOGINS, LOGIN_LIFE / 1000)
/** @returns seconds to wait */
export async function spendLogin(network: string): Promise<number> {
  const wider = widerOf(network)
  return (await spend(logins, network)) || (wider === null ? 0 : spend(widerLogins, wider))
}

/** A lecture hall behind one address answers within a minute. */
const answers = limiter('launches', 1_500, 60)
export const spendAnswer = (network: string): Promise<number> => spend(answers, network)

export type Refusal =
  | 'unknown'
  | 'elsewhere'
  | 'servers'
  | 'over'
  | 'untrue'
  | 'deployment'
  | 'message'
  | 'unlinked'
  | 'full'
  | 'declined'
  | 'long'

export interface LoginStart {
  /** The state, for the cookie and the answer; the database holds its hash. */
  state: string
  id: string
  location: string
  /** Whether a frame of the platform can keep the state. */
  canStore: boolean
}

export async function beginLogin(
  asked: LoginRequest,
  addresses: ToolAddresses,
  now = Date.now(),
): Promise<{ ok: true; login: LoginStart } | { ok: false; reason: Refusal }> {
  const platform = await platformOfLogin(asked.iss, asked.client_id)
  if (!platform) return { ok: false, reason: 'unknown' }
  if (!isOurs(asked.target_link_uri)) return { ok: false, reason: 'elsewhere' }
  const kept = JSON.stringify(KeptSchema.parse(asked))
  if (Buffer.byteLength(kept) > MOST_KEPT) return { ok: false, reason: 'long' }
  const [state, nonce] = [newToken(), newToken()]
  const id = hashToken(state)
  await database()
    .insertInto('lti_launch')
    .values({
      id,
      platform_id: platform.id,
      nonce,
      asked: kept,
      claims: null,
      learner_id: null,
      chosen: null,
      expires_at: now + LOGIN_LIFE,
    })
    .execute()
  const location = authAddress(platform, asked, addresses, state, nonce)
  return { ok: true, login: { state, id, location, canStore: asked.lti_storage_target !== undefined } }
}

function authAddress(platform: Platform, asked: KeptRequest, { launch }: ToolAddresses, state: string, nonce: string): string {
  const url = new URL(platform.authUrl)
  const query = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: platform.clientId,
    redirect_uri: launch,
    login_hint: asked.login_hint,
    state,
    nonce,
    ...(asked.lti_message_hint !== undefined && { lti_message_hint: asked.lti_message_hint }),
  }
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
  return url.href
}

export interface Login {
  id: string
  platform: Platform
  nonce: string
  asked: KeptRequest
  claims: Claims | null
}

/** The stored launch, by the secret that opens it now: the state of its login, or later the token of its pages. */
export async function launchBy(secret: string, now: number) {
  const row = await database()
    .selectFrom('lti_launch')
    .selectAll()
    .where('id', '=', hashToken(secret))
    .where('expires_at', '>', now)
    .executeTakeFirst()
  const platform = row && (await readPlatform(row.platform_id))
  return row && platform ? { ...row, platform, claims: row.claims === null ? null : (JSON.parse(row.claims) as Claims) } : null
}

export async function readLogin(state: string, now = Date.now()): Promise<Login | null> {
  const row = await launchBy(state, now)
  if (!row || row.nonce === null || row.asked === null) return null
  const { id, platform, nonce, asked, claims } = row
  return { id, platform, nonce, asked: KeptSchema.parse(JSON.parse(asked)), claims }
}

/**
 * Only for the browser that brought the answer. The person who began a login knows its state: with the state alone, an attacker could have
 * another person's browser answer it, and go on as that person.
 */
export const answerKey = (state: string): string => keyedHash('lti answer', state)

/** A login that the platform has answered, for the browser that brought the answer. @param key as `answerKey` makes it */
export async function answeredLogin(state: string, key: string): Promise<Login | null> {
  const login = key === answerKey(state) ? await readLogin(state) : null
  return login?.claims ? login : null
}

export const onwards = (login: Login, addresses: ToolAddresses, state: string): string =>
  authAddress(login.platform, login.asked, addresses, state, login.nonce)

/** The address that begins the same login again, in a window of its own. */
export const loginAgain = ({ platform, asked }: Login, { login, launch }: ToolAddresses): string => {
  const { lti_storage_target: _, ...hints } = asked
  const again = { iss: platform.issuer, client_id: platform.clientId, target_link_uri: launch, ...hints }
  return `${login}?${new URLSearchParams(again)}`
}

/** Once: a second answer to the same state is refused, whatever it says. @returns whether it was the first */
export async function answerLogin(id: string, claims: Claims): Promise<boolean> {
  const { numUpdatedRows } = await database()
    .updateTable('lti_launch')
    .set({ claims: JSON.stringify(claims) })
    .where('id', '=', id)
    .where('claims', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

export const endLogin = (id: string): Promise<unknown> => database().deleteFrom('lti_launch').where('id', '=', id).execute()
