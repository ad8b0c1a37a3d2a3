import 'server-only'
import { database } from '../database'

/** How long we wait for the second factor after the password. */
export const STEP_MINUTES = 10

/** better-auth itself deletes only those that a browser comes back with. */
export async function sweepSignIns(): Promise<{ signIns: number } | null> {
  // On SQLite better-auth's times are text in one format, so they compare as text.
  const now = new Date().toISOString()
  let signIns = 0
  for (const table of ['session', 'verification'] as const) {
    const { numDeletedRows } = await database()
      .deleteFrom(table as 'session')
      .where('expiresAt', '<', now)
      .executeTakeFirst()
    signIns += Number(numDeletedRows)
  }
  // Every attempt by somebody who has only the password leaves one of these behind.
  const { numDeletedRows } = await database()
    .deleteFrom('session')
    .where('secondFactor', '=', 'due')
    .where('updatedAt', '<', new Date(Date.now() - STEP_MINUTES * 60_000).toISOString())
    .executeTakeFirst()
  signIns += Number(numDeletedRows)
  return signIns > 0 ? { signIns } : null
}
