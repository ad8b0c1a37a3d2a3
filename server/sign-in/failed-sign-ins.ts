import 'server-only'
import { after } from 'next/server'
import { database, locked } from '../database'
import { newId } from '../platform/tokens'
import { logFault } from '../platform/log'
import { aliasOf, type Action, logSecurity } from '../accounts/audit'

/** Failed sign-ins to one account within this time make one line of the audit log, with a count. */
const QUARTER = 15 * 60_000

/** Looks up the account after the answer was sent, so that its timing reveals nothing. */
export function signInRefused(email: string, how: 'sign-in.failed' | 'sign-in.locked'): void {
  logSecurity(how)
  after(() => count(email, how).catch((error: unknown) => logFault('A failed sign-in could not be written down', error)))
}

async function count(email: string, action: Action): Promise<void> {
  const user = await database().selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
  if (!user) return
  const [subject, now] = [await aliasOf(user.id), Date.now()]
  await database()
    .transaction()
    .execute(async (db) => {
      // Guesses come several at once, and each counts.
      await locked(db.selectFrom('user_alias').select('alias').where('alias', '=', subject), 'update').execute()
      const line = await db
        .selectFrom('audit')
        .select(['id', 'detail'])
        .where('subject', '=', subject)
        .where('action', '=', action)
        .where('at', '>', now - QUARTER)
        .executeTakeFirst()
      const times = 1 + (line ? (JSON.parse(line.detail!) as { count: number }).count : 0)
      if (line)
        await db
          .updateTable('audit')
          .set({ detail: JSON.stringify({ count: times }) })
          .where('id', '=', line.id)
          .execute()
      else
        await db
          .insertInto('audit')
          .values({ id: newId(), at: now, actor: 'system', action, subject, detail: JSON.stringify({ count: times }) })
          .execute()
    })
}
