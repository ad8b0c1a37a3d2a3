import 'server-only'
import { AsyncLocalStorage } from 'node:async_hooks'
import { shared } from '../platform/shared'
import type { Database } from '../database'
import { hasSecondFactor } from './second-factor'
import { arrival, saidOfFactors } from './single-sign-on'

/** `due`: the second factor is still missing, so the sign-in opens nothing yet. Null: the account has no second factor. */
export type Strength = 'due' | 'code' | 'recovery' | 'passkey' | 'provider'

export interface SignInContext {
  /** What has completed it already: a passkey, or the sign-in that it replaces. */
  strength?: Strength | null
  due?: boolean
}
export const entering = shared('entering', () => new AsyncLocalStorage<SignInContext>())

/** @param counting what the provider has to say for its word to count as a second factor */
export async function strengthOfNew(
  db: Database,
  counting: readonly string[],
  user: string,
): Promise<{ secondFactor: Strength | null; providerSaid: string | null }> {
  const here = entering.getStore()
  const claims = arrival.getStore()?.claims
  const said = claims ? saidOfFactors(claims, counting) : null
  const providerSaid = said?.text ?? null
  if (here?.strength !== undefined) return { secondFactor: here.strength, providerSaid }
  if (said?.counts) return { secondFactor: 'provider', providerSaid }
  const due = await hasSecondFactor(user, db)
  if (here) here.due = due
  return { secondFactor: due ? 'due' : null, providerSaid }
}
