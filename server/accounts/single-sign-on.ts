import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { getOAuthState } from 'better-auth/api'
import { decodeJwt } from 'jose'
import { z } from 'zod'
import { type RoleMapping, config } from '../platform/config'
import { shared } from '../platform/shared'
import { type Database, database } from '../database'
import { audit } from './audit'
import { hasLeft, leftAmong } from './leave'
import { SSO_ID } from './paths'
import { hasAdministrator, lockAdministrators } from './people'
import { withdrawPromised } from './withdrawn-invitations'

const ClaimsSchema = z.looseObject({
  sub: z.string().min(1),
  email: z.email().optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  email_verified: z.union([z.boolean(), z.stringbool()]).optional(),
  /** When the person last authenticated with the provider, in seconds. A provider always includes it if we ask for a new authentication. */
  auth_time: z.number().optional(),
  /** How the provider authenticated the person, as RFC 8176 and OpenID Connect define it. Some providers write other things here. */
  amr: z.array(z.string()).optional().catch(undefined),
  acr: z.string().optional().catch(undefined),
})
export type Claims = z.infer<typeof ClaimsSchema>

export interface Arrival {
  claims?: Claims
  refused?: 'unverified' | 'no-email' | 'other-identity' | 'left'
  isNew?: boolean
  joined?: string
}
export const arrival = shared('arrival', () => new AsyncLocalStorage<Arrival>())

const DiscoverySchema = z.looseObject({ userinfo_endpoint: z.url().optional() })
const REPLY_TIME = 10_000

/** Claims of the verified ID token plus those of userinfo, where many providers keep groups. @returns null to refuse the person */
export async function claimsOf(
  tokens: { idToken?: string | undefined; accessToken?: string | undefined },
  issuer: string,
): Promise<Claims | null> {
  // Only the ID token is signed, for us and for this browser. An answer without one could be about anyone.
  if (!tokens.idToken) return null
  const inToken = decodeJwt(tokens.idToken)
  const { userinfo_endpoint } = DiscoverySchema.parse(await json(`${issuer}/.well-known/openid-configuration`))
  const more =
    userinfo_endpoint && tokens.accessToken
      ? ClaimsSchema.safeParse(await json(userinfo_endpoint, { authorization: `Bearer ${tokens.accessToken}` })).data
      : undefined
  if (more && more.sub !== inToken.sub) return null
  // Take when and how the person authenticated only from the signed token.
  const { auth_time, amr, acr } = inToken
  const claims = ClaimsSchema.safeParse({ ...inToken, ...more, auth_time, amr, acr }).data
  if (!claims) return null
  const here = arrival.getStore()
  const refused = !claims.email
    ? 'no-email'
    : claims.email_verified === false
      ? 'unverified'
      : (await isOthers(claims, claims.email))
        ? 'other-identity'
        : (await isLeaver(claims, claims.email))
          ? 'left'
          : undefined
  if (here) Object.assign(here, { claims, refused })
  return refused ? null : claims
}

export function saidOfFactors({ amr, acr }: Claims, counting: readonly string[]): { text: string; counts: boolean } {
  const said = [...(amr ? [`amr: ${amr.join(', ')}`] : []), ...(acr ? [`acr: ${acr}`] : [])]
  return {
    text: said.join('; ').slice(0, 300),
    counts: counting.some((value) => amr?.includes(value) || acr === value),
  }
}

/** An account belongs to one identity. A second identity with the same address may be another person: addresses are reused. */
async function isOthers(claims: Claims, email: string): Promise<boolean> {
  if (await userOfClaims(claims)) return false
  const there = await database()
    .selectFrom('user')
    .innerJoin('account', 'account.userId', 'user.id')
    .select('user.id')
    .where('user.email', '=', email.toLowerCase())
    .where('providerId', '=', SSO_ID)
    .executeTakeFirst()
  if (there) await audit({ actor: 'system', action: 'account.sso-refused', about: there.id })
  return there !== undefined
}

/** Here the person learns that they have left. The account refuses every sign-in anyway. */
async function isLeaver(claims: Claims, email: string): Promise<boolean> {
  const user = await userOfClaims(claims)
  return user ? hasLeft(user) : (await leftAmong([email])).size > 0
}

async function json(url: string, headers: Record<string, string> = {}): Promise<unknown> {
  const response = await fetch(url, { headers, signal: AbortSignal.timeout(REPLY_TIME) })
  return response.ok ? response.json() : {}
}

/** A list has several values, but a string is one value, whatever it contains: the name of one group could contain that of another. */
export const rolesByClaims = (claims: Claims, claim: string, mapping: readonly RoleMapping[]): RoleMapping['role'][] => {
  const said = claims[claim]
  const values = Array.isArray(said) ? said.map(String) : typeof said === 'string' ? [said] : []
  return [...new Set(mapping.filter(({ value }) => values.includes(value)).map(({ role }) => role))]
}

/** Sets the roles that come from the provider. Roles given by an administrator stay, and the last administrator keeps theirs. */
export async function setRolesByClaims(user: string, claims: Claims): Promise<void> {
  const { OIDC_ROLES, OIDC_ROLE_CLAIM } = config()
  if (OIDC_ROLES.length === 0) return
  const given = rolesByClaims(claims, OIDC_ROLE_CLAIM, OIDC_ROLES)
  const changed = await database()
    .transaction()
    .execute(async (db) => {
      await lockAdministrators(db)
      const before = (await db.selectFrom('user_role').select('role').where('user_id', '=', user).execute()).map((r) => r.role)
      await db
        .deleteFrom('user_role')
        .where('user_id', '=', user)
        .where('source', '=', 'sso')
        .$if(given.length > 0, (q) => q.where('role', 'not in', given))
        .execute()
      if (given.length > 0) {
        await db
          .insertInto('user_role')
          .values(given.map((role) => ({ user_id: user, role, source: 'sso' as const })))
          .onConflict((c) => c.doNothing())
          .execute()
      }
      if (before.includes('administrator') && !(await hasAdministrator(db))) {
        await db.insertInto('user_role').values({ user_id: user, role: 'administrator', source: 'sso' }).execute()
      }
      const after = (await db.selectFrom('user_role').select('role').where('user_id', '=', user).execute()).map((r) => r.role)
      if (before.includes('administrator') && !after.includes('administrator')) await withdrawPromised(user, db)
      return after.length !== before.length || after.some((role) => !before.includes(role)) ? after : null
    })
  if (changed) await audit({ actor: 'system', action: 'account.roles', about: user, detail: { roles: changed, by: 'single sign-on' } })
}

/** From then on only this identity opens the account: passwords, passkeys, sessions and open links stop working. */
export async function ssoJoins(db: Database, user: string): Promise<void> {
  await db.transaction().execute(async (within) => {
    await within.deleteFrom('account').where('userId', '=', user).where('providerId', '!=', SSO_ID).execute()
    for (const table of ['second_factor', 'recovery_code'] as const) await within.deleteFrom(table).where('user_id', '=', user).execute()
    for (const table of ['passkey', 'session'] as const)
      await within
        .deleteFrom(table as 'session')
        .where('userId', '=', user)
        .execute()
    await within.deleteFrom('invitation').where('user_id', '=', user).where('kind', 'in', ['reset', 'verify']).execute()
  })
  Object.assign(arrival.getStore() ?? {}, { joined: user })
}

/** Whether the provider answers, so that we do not send people to a dead address. */
export async function isProviderThere(issuer: string): Promise<boolean> {
  try {
    return (await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal: AbortSignal.timeout(REPLY_TIME / 2) }))
      .ok
  } catch {
    return false
  }
}

/** For this long after proving who they are, people do not have to do it again. */
export const FRESH = 15 * 60_000
/** The provider may have answered without asking. Without a time, its answer counts only if we asked for a new authentication. */
export async function provenAt(now: Date): Promise<Date> {
  const here = arrival.getStore()
  if (!here) return now
  const seconds = here.claims?.auth_time
  if (seconds !== undefined) return new Date(Math.min(now.getTime(), seconds * 1000))
  const asked = (await getOAuthState()) as { again?: unknown } | null
  return asked?.again === true ? now : new Date(now.getTime() - FRESH)
}

export async function userOfClaims({ sub }: Claims): Promise<string | null> {
  const found = await database()
    .selectFrom('account')
    .select('userId')
    .where('providerId', '=', SSO_ID)
    .where('accountId', '=', sub)
    .executeTakeFirst()
  return found?.userId ?? null
}
