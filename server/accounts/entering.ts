import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import type { Settings } from '../platform/config'
import { shared } from '../platform/shared'
import type { Database } from '../database'
import { isDemanded } from './factor-policy'
import { arrival, saidOfFactors } from './single-sign-on'

/** `due`: the second factor is still missing, so the sign-in opens nothing yet. Null: the account has no second factor. */
export type Strength = 'due' | 'code' | 'recovery' | 'passkey' | 'provider'

export interface SignInContext {
  /** What has completed it already: a passkey that verified its user, or the sign-in that it replaces. */
  strength?: Strength | null
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
