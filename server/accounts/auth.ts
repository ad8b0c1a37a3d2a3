import 'server-only'
import { kyselyAdapter } from '@better-auth/kysely-adapter'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import { type GenericOAuthConfig, genericOAuth } from 'better-auth/plugins/generic-oauth'
import { type Settings, config, ownAddress } from '../platform/config'
import { shared } from '../platform/shared'
import { type Database, type Store, store } from '../database'
import { newId } from '../platform/tokens'
import { deviceOf } from './user-agent'
import { freeAddress } from './unproven-address'
import { hash, verify } from './hashing'
import { entering, strengthOfNew } from './entering'
import { hasLeft, leftAmong } from './leave'
import { memberOfUser } from './members'
import { AUTH_PATH, SSO_ID } from './paths'
import { authSecret } from '../platform/secret'
import { withHashedTokens } from './session-tokens'
import { arrival, claimsOf, provenAt, ssoJoins } from './single-sign-on'

const SESSION_DAYS = 14
/** Length is the only rule here; `weaknessOf` checks how easy a password is to guess. */
export const MIN_PASSWORD = 12
export const MAX_PASSWORD = 200
/** We need the provider's tokens only during the sign-in, so we do not store them. */
const NO_TOKENS = {
  accessToken: null,
  refreshToken: null,
  idToken: null,
  accessTokenExpiresAt: null,
  refreshTokenExpiresAt: null,
  scope: null,
}

/** Pages post to our own handlers, which call `auth().api`. `isOpenToBrowsers` has the endpoints that a browser calls itself. */
export function openAuth({ db, kind }: Pick<Store, 'db' | 'kind'>, settings: Settings, secret: string) {
  const baseURL = ownAddress(settings)
  return betterAuth({
    appName: 'Second Look',
    baseURL,
    basePath: AUTH_PATH,
    secret,
    database: withHashedTokens(kyselyAdapter(db, { type: kind })),
    trustedOrigins: [baseURL],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: MIN_PASSWORD, maxPasswordLength: MAX_PASSWORD, password: { hash, verify } },
    // better-auth links the provider's identity to an account by address only if both sides have verified it.
    account: { encryptOAuthTokens: true, updateAccountOnSignIn: false, accountLinking: { enabled: true, requireLocalEmailVerified: true } },
    onAPIError: { errorURL: `${baseURL}/sign-in?note=sso` },
    session: {
      expiresIn: SESSION_DAYS * 24 * 3600,
      updateAge: 24 * 3600,
      // People prove who they are when they start adding a passkey: see account/passkeys/begin.
      freshAge: 0,
      additionalFields: {
        secondFactor: { type: 'string', required: false, input: false },
        providerSaid: { type: 'string', required: false, input: false },
      },
    },
    advanced: {
      // Our prefix is stricter than better-auth's own.
      cookiePrefix: baseURL.startsWith('https:') ? '__Host-account' : 'account',
      useSecureCookies: false,
      defaultCookieAttributes: { secure: baseURL.startsWith('https:'), path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    databaseHooks: hooks(db, settings),
    plugins: [passkeys(db, baseURL), genericOAuth({ config: providers(settings) })],
  } satisfies BetterAuthOptions)
}

/** A passkey counts as two factors, so it has to say each time that it verified its user. better-auth only asks for that. */
const passkeys = (db: Database, origin: string) =>
  passkey({
    rpName: 'Second Look',
    origin,
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    registration: {
      afterVerification: async ({ verification: { registrationInfo } }) => {
        mustVerify(registrationInfo?.userVerified)
        // Somebody who knows the id of another's passkey could add one with the same id, and the other would no longer be found.
        const id = registrationInfo!.credential.id
        if (await db.selectFrom('passkey').select('id').where('credentialID', '=', id).executeTakeFirst()) refusePasskey('KNOWN')
      },
    },
    authentication: {
      afterVerification: async ({ verification }) => {
        mustVerify(verification.authenticationInfo.userVerified)
        Object.assign(entering.getStore() ?? {}, { strength: 'passkey' })
      },
    },
  })
function mustVerify(did: boolean | undefined): void {
  if (!did) refusePasskey('USER_NOT_VERIFIED')
}
function refusePasskey(code: string): never {
  throw new APIError('UNAUTHORIZED', { code, message: code })
}

/** Checked when a session is made, because every way of signing in makes one. */
export const HAS_LEFT = 'HAS_LEFT'
function refuseLeaver(): never {
  throw new APIError('FORBIDDEN', { code: HAS_LEFT, message: HAS_LEFT })
}

const hooks = (db: Database, settings: Settings) =>
  ({
    session: {
      create: {
        before: async (session) => {
          if (await hasLeft(session.userId, db)) refuseLeaver()
          const [createdAt, strength] = [
            await provenAt(session.createdAt),
            await strengthOfNew(db, settings.OIDC_SECOND_FACTOR, session.userId),
          ]
          return { data: { ...session, ...strength, createdAt, ipAddress: null, userAgent: deviceOf(session.userAgent ?? '') } }
        },
      },
    },
    account: {
      create: {
        before: async (account) => ({ data: { ...account, ...NO_TOKENS } }),
        after: async ({ providerId, userId }) => {
          if (providerId === SSO_ID && !arrival.getStore()?.isNew) await ssoJoins(db, userId)
        },
      },
    },
    user: {
      create: {
        before: async ({ email }) => {
          if ((await leftAmong([email], db)).size > 0) refuseLeaver()
        },
        after: async ({ id }) => {
          Object.assign(arrival.getStore() ?? {}, { isNew: true })
          await memberOfUser(id, db)
        },
      },
    },
  }) satisfies BetterAuthOptions['databaseHooks']

function providers({ OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }: Settings): GenericOAuthConfig[] {
  const issuer = OIDC_ISSUER?.replace(/\/$/, '')
  if (!issuer || !OIDC_CLIENT_ID) return []
  return [
    {
      providerId: SSO_ID,
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      discoveryUrl: `${issuer}/.well-known/openid-configuration`,
      requireIdTokenVerification: true,
      scopes: ['openid', 'profile', 'email'],
      pkce: true,
      getUserInfo: async (tokens) => {
        const claims = await claimsOf(tokens, issuer)
        if (claims) await freeAddress(claims)
        return (
          claims && {
            id: claims.sub,
            sub: claims.sub,
            email: claims.email,
            emailVerified: claims.email_verified === true,
            name: claims.name ?? claims.preferred_username ?? claims.email ?? '',
          }
        )
      },
    },
  ]
}

type Auth = ReturnType<typeof openAuth>
export const auth = (): Auth => shared('auth', () => openAuth(store(), config(), authSecret()))
