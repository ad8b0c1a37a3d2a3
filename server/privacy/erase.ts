import 'server-only'
import { type HeldRooms, eraseUser, recordErasure } from '../accounts/erasures'
import { hasAdministrator, lockAdministrators } from '../accounts/people'
import { type Database, database } from '../database'
import { eraseLearner } from '../learners'
import { tellOfRooms } from '../live/hub'

/** Whom data are about: a learner, with an account or without one. */
export interface Subject { learner: string | null; user: string | null }

/**
 * Erases everything that leads to a person, and writes down a hash of each id, so that a restored backup is erased again.
 * @returns false for the last administrator: somebody has to be able to open the organisation's door
 */
export async function erase({ learner, user }: Subject): Promise<boolean> {
  const held = await database().transaction().execute(async (db): Promise<HeldRooms | null> => {
    if (user) {
      // Of two administrators who erase themselves together the second waits, and is then the last.
      await lockAdministrators(db)
      if ((await isAdministrator(db, user)) && !(await hasAdministrator(db, user))) return null
    }
    for (const id of [learner, user]) if (id) await recordErasure(id, db)
    const held = user ? await eraseUser(user, db) : { ended: [], left: [] }
    if (learner) await eraseLearner(learner, db)
    return held
  })
  if (held) tellOfRooms(held)
  return held !== null
}

const isAdministrator = async (db: Database, user: string): Promise<boolean> =>
  (await db.selectFrom('user_role').select('role').where('user_id', '=', user).where('role', '=', 'administrator').executeTakeFirst()) !== undefined
