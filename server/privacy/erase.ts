import 'server-only'
import { eraseLearning, eraseUser, recordErasure } from '../accounts/erasures'
import { heldUntil } from '../accounts/notices'
import { hasAdministrator, lockAdministrators } from '../accounts/people'
import { type Database, database } from '../database'
import { eraseLearner } from '../learners'

/** Whom data are about: a learner, with an account or without one. */
export interface Subject { learner: string | null; user: string | null }

/**
 * Erases everything that leads to a person, and writes down a hash of each id, so that a restored backup is erased again. Of
 * an account whose password somebody else could have set, what was learned goes and the account stays for a while: nobody but
 * its holder is to make it vanish, and both know the password.
 * @returns false for the last administrator: somebody has to be able to open the organisation's door
 */
export async function erase({ learner, user }: Subject): Promise<boolean> {
  if (user && (await heldUntil(user))) return eraseWithin({ learner, user: null }, user)
  return eraseWithin({ learner, user })
}
async function eraseWithin({ learner, user }: Subject, held?: string): Promise<boolean> {
  return database().transaction().execute(async (db) => {
    if (user) {
      // Of two administrators who erase themselves together the second waits, and is then the last.
      await lockAdministrators(db)
      if ((await isAdministrator(db, user)) && !(await hasAdministrator(db, user))) return false
    }
    for (const id of [learner, user]) if (id) await recordErasure(id, db)
    if (user) await eraseUser(user, db)
    if (held) await eraseLearning(held, db)
    if (learner) await eraseLearner(learner, db)
    return true
  })
}

const isAdministrator = async (db: Database, user: string): Promise<boolean> =>
  (await db.selectFrom('user_role').select('role').where('user_id', '=', user).where('role', '=', 'administrator').executeTakeFirst()) !== undefined
