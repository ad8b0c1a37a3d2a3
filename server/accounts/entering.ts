import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Settings } from '../platform/config'
import { shared } from '../platform/shared'
import type { Database } from '../database'
import { isDemanded } from './factor-policy'
import { arrival, saidOfFactors } from './single-sign-on'

/**
 * How a sign-in was completed. `due`: the password was right, but we still wait for the second factor, and the sign-in opens nothing yet.
 * Null: one factor was enough, because the account has no second one.
 */
export type Strength = 'due' | 'code' | 'recovery' | 'passkey' | 'provider'

/** One way through better-auth that may create a sign-in. */
export interface SignInContext {
  /** What has completed it already: a passkey that verified its user, or the sign-in that it replaces. */
  strength?: Strength | null
  /** Whether the passkey just added or used verified its user by fingerprint, face or PIN. */
  userVerified?: boolean
  due?: boolean
}
export const entering = shared('entering', () => new AsyncLocalStorage<SignInContext>())

export async function strengthOfNew(
  db: Database,
  settings: Settings,
  user: string,
): Promise<{ secondFactor: Strength | null; providerSaid: string | null }> {
  const here = entering.getStore()
  const claims = arrival.getStore()?.claims
  const said = claims ? saidOfFactors(claims, settings.OIDC_SECOND_FACTOR) : null
  const providerSaid = said?.text ?? null
  if (here?.strength !== undefined) return { secondFactor: here.strength, providerSaid }
  if (said?.counts) return { secondFactor: 'provider', providerSaid }
  const due = await hasSecond(db, settings, user)
  if (here) here.due = due
  return { secondFactor: due ? 'due' : null, providerSaid }
}

/** Whether the account has a second factor that a sign-in must show: an authenticator app or, if a second factor is demanded, a passkey. */
async function hasSecond(db: Database, settings: Settings, user: string): Promise<boolean> {
  const app = await db
    .selectFrom('second_factor')
    .select('user_id')
    .where('user_id', '=', user)
    .where('secret', 'is not', null)
    .executeTakeFirst()
  if (app) return true
  const passkey = await db.selectFrom('passkey').select('id').where('userId', '=', user).where('userVerified', '=', 1).executeTakeFirst()
  if (!passkey) return false
  const roles = await db.selectFrom('user_role').select('role').where('user_id', '=', user).execute()
  return isDemanded(['learner', ...roles.map(({ role }) => role)], settings.SECOND_FACTOR)
}
