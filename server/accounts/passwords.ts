import 'server-only'
import { z } from 'zod'
import { database } from '../database'
import { MAX_PASSWORD, MIN_PASSWORD, auth } from './auth'

/** Only the length matters. */
export const PasswordSchema = z.string().min(MIN_PASSWORD).max(MAX_PASSWORD)

/** Whether somebody has a password: people using single sign-on may not. */
export const hasPassword = async (user: string): Promise<boolean> =>
  (await database()
    .selectFrom('account')
    .select('id')
    .where('userId', '=', user)
    .where('providerId', '=', 'credential')
    .executeTakeFirst()) !== undefined

/** Sets a new password for somebody who has proven who they are; every session ends. */
export async function setPassword(user: string, password: string): Promise<void> {
  const { internalAdapter, password: passwords } = await auth().$context
  const hash = await passwords.hash(password)
  if (await hasPassword(user)) await internalAdapter.updatePassword(user, hash)
  else await internalAdapter.linkAccount({ userId: user, providerId: 'credential', accountId: user, password: hash })
  await internalAdapter.deleteUserSessions(user)
}
