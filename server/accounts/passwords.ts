import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { MAX_PASSWORD, MIN_PASSWORD, auth } from './auth'

/** Length alone. */
export const PasswordSchema = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD)

/** Whether somebody signs in by a password at all: those of single sign-on may have none. */
export const hasPassword = async (user: string): Promise<boolean> =>
  (await database()
    .selectFrom('account')
    .select('id')
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()) !== undefined

/** A new password, for whoever has proven who they are; every session ends. */
export async function setPassword(user: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await auth().$context
  const hash = await passwords.hash(password)
  if (await hasPassword(user)) await internalAdapter.updatePassword(user, hash)
  else await internalAdapter.linkAccount({ userId: user, providerId: 'credential', accountId: user, password: hash })
  await internalAdapter.deleteUserSessions(user)
}
