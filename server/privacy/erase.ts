import 'server-only'
import { type HeldRooms, eraseLearning, eraseUser, recordErasure } from './erase-account'
import { heldUntil } from '../accounts/notices'
import { hasAdministrator, lockAdministrators } from '../accounts/people'
import { type Database, database } from '../database'
import { eraseLearner } from '../learning/learners'
import { endHeldRooms } from '../live/open-rooms'
import { holdsOn } from './holds'

export interface Subject {
  learner: string | null
  user: string | null
}

/**
 * If somebody else could have set the account's password, the account stays for a while: only its holder may make it vanish.
 * @returns why not: for the last administrator, because an organisation needs one; or because a hold covers a record of theirs
 */
export async function erase({ learner, user }: Subject): Promise<'erased' | 'last-administrator' | 'on-hold'> {
  if (user && (await heldUntil(user))) return eraseWithin({ learner, user: null }, user)
  return eraseWithin({ learner, user })
}

/** @param kept an account that stays for now; only its learning data are erased */
async function eraseWithin({ learner, user }: Subject, kept?: string): Promise<'erased' | 'last-administrator' | 'on-hold'> {
  const held = await database()
    .transaction()
    .execute(async (db): Promise<HeldRooms | 'last-administrator' | 'on-hold'> => {
      if ((await holdsOn({ learner, user: user ?? kept ?? null }, db)).length > 0) return 'on-hold'
      if (user) {
        // If two administrators erase themselves at once, the second has to wait and is then the last.
        await lockAdministrators(db)
        if ((await isAdministrator(db, user)) && !(await hasAdministrator(db, user))) return 'last-administrator'
      }
      const at = Date.now()
      for (const id of [learner, user]) if (id) await recordErasure(id, db, at)
      const held = user ? await eraseUser(user, db) : { ended: [], left: [] }
      if (kept) await eraseLearning(kept, db)
      if (learner) await eraseLearner(learner, db)
      return held
    })
  if (typeof held === 'string') return held
  endHeldRooms(held)
  return 'erased'
}

const isAdministrator = async (db: Database, user: string): Promise<boolean> =>
  (await db.selectFrom('user_role').select('role').where('user_id', '=', user).where('role', '=', 'administrator').executeTakeFirst()) !==
  undefined
