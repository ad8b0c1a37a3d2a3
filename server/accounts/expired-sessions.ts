import 'server-only'
import { database } from '../database'

/** How long the second factor is awaited after the password. */
export const STEP_MINUTES = 10

/**
 * For the scheduler: deletes expired sign-ins, and what tied a sign-in under way to its browser. better-auth only deletes those that a
 * browser comes back with.
 */
export async function sweepSignIns(): Promise<{ signIns: number } | null> {
  // On SQLite its times are text, all in this format, and can be compared as such.
  const now = new Date().toISOString()
  let signIns = 0
  for (const table of ['session', 'verification'] as const) {
    const { numDeletedRows } = await database()
      .deleteFrom(table as 'session')
      .where('expiresAt', '<', now)
      .executeTakeFirst()
    signIns += Number(numDeletedRows)
  }
  // Whoever knows the password alone leaves one of these behind each time.
  const { numDeletedRows } = await database()
    .deleteFrom('session')
    .where('secondFactor', '=', 'due')
    .where('updatedAt', '<', new Date(Date.now() - STEP_MINUTES * 60_000).toISOString())
    .executeTakeFirst()
  signIns += Number(numDeletedRows)
  return signIns > 0 ? { signIns } : null
}
