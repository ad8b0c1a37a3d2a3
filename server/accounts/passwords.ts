import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { organisation } from '../organisation/organisation'
import { MAX_PASSWORD, MIN_PASSWORD, auth } from './auth'
import { LEAST_POINTS, partsOf, pointsOf } from './guessable'

/** Checks only the length. `weaknessOf` checks the contents, because it knows whose password it would be. */
export const PasswordSchema = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD)

export type Weakness = 'common' | 'personal'

/** Common passwords, from the list of zxcvbn (MIT). We ask no outside service. */
let common: Promise<Set<string>> | undefined
const commonPasswords = (): Promise<Set<string>> =>
  (common ??= import('./common-passwords.json').then(({ default: list }) => new Set(list.split(' '))))

export async function weaknessOf(password: string, { name = '', email = '' }: { name?: string; email?: string }): Promise<Weakness | null> {
  const listed = await commonPasswords()
  if (pointsOf(password, (part) => listed.has(part)) < LEAST_POINTS) return 'common'
  const own = partsOf([name, email, (await organisation()).name, 'Second Look'])
  return pointsOf(password, (part) => own.has(part) || listed.has(part)) < LEAST_POINTS ? 'personal' : null
}

export const hasPassword = async (user: string): Promise<boolean> =>
  (await database()
    .selectFrom('account')
    .select('id')
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()) !== undefined

export async function setPassword(user: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await auth().$context
  const hash = await passwords.hash(password)
  if (await hasPassword(user)) await internalAdapter.updatePassword(user, hash)
  else await internalAdapter.linkAccount({ userId: user, providerId: 'credential', accountId: user, password: hash })
  await internalAdapter.deleteUserSessions(user)
}
