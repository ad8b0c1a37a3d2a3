import 'server-only'
import { passkey } from '@better-auth/passkey'
import { type BetterAuthOptions, betterAuth } from 'better-auth'
import { genericOAuth } from 'better-auth/plugins/generic-oauth'
import { type Settings, config } from '../config'
import { type Store, store } from '../database'
import { newId } from '../learners'
import { ACCOUNT_COOKIE, AUTH_PATH } from './paths'
import { authSecret } from './secret'

/** Days that a sign-in lasts on a device that is used. */
const SESSION_DAYS = 14
const SSO_ID = 'sso'

/**
 * Accounts by better-auth on our database. Pages post to our own handlers, which call `auth().api`; of better-auth's own
 * addresses those alone are open that a browser has to call itself (see `isOpenToBrowsers`).
 */
export function openAuth({ db, kind }: Pick<Store, 'db' | 'kind'>, settings: Settings, secret: string) {
  const { PUBLIC_URL, PORT, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = settings
  const baseURL = PUBLIC_URL ?? `http://localhost:${PORT}`
  return betterAuth({
    appName: 'Second Look',
    baseURL, basePath: AUTH_PATH, secret,
    database: { db: db as never, type: kind },
    trustedOrigins: [baseURL],
    telemetry: { enabled: false },
    logger: { level: 'error' },
    rateLimit: { enabled: false },
    emailAndPassword: { enabled: true, minPasswordLength: 12, maxPasswordLength: 200, revokeSessionsOnPasswordReset: true },
    account: { encryptOAuthTokens: true, accountLinking: { enabled: true } },
    session: { expiresIn: SESSION_DAYS * 24 * 3600, updateAge: 24 * 3600 },
    advanced: {
      cookiePrefix: ACCOUNT_COOKIE,
      useSecureCookies: baseURL.startsWith('https:'),
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => newId() },
    },
    plugins: [
      passkey({ rpName: 'Second Look' }),
      genericOAuth({
        config: OIDC_ISSUER && OIDC_CLIENT_ID ? [{
          providerId: SSO_ID, clientId: OIDC_CLIENT_ID, clientSecret: OIDC_CLIENT_SECRET,
          discoveryUrl: `${OIDC_ISSUER.replace(/\/$/, '')}/.well-known/openid-configuration`,
          scopes: ['openid', 'profile', 'email'], pkce: true,
        }] : [],
      }),
    ],
  } satisfies BetterAuthOptions)
}

type Auth = ReturnType<typeof openAuth>
const held = globalThis as { secondLookAuth?: Auth }
export const auth = (): Auth => (held.secondLookAuth ??= openAuth(store(), config(), authSecret()))
