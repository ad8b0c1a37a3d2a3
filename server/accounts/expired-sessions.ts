import 'server-only'
import { database } from '../database'

/** For the scheduler: sign-ins, and what tied one to its browser, that have ended by themselves. better-auth deletes those alone that somebody comes back with. */
export async function sweepSignIns(): Promise<{ signIns: number } | null> {
  // Its times are text on SQLite, all of this form, and compare as such.
  const now = new Date().toISOString()
  let signIns = 0
  for (const table of ['session', 'verification'] as const) {
    const { numDeletedRows } = await database()
      .deleteFrom(table as 'session')
      .where('expiresAt', '<', now)
      .executeTakeFirst()
    signIns += Number(numDeletedRows)
  }
  return signIns > 0 ? { signIns } : null
}
