import 'server-only'
import { type Database, database } from '../database'
import { contains } from '../database/contains'
import { eraseLearner, hashToken } from '../learners'

/**
 * Whoever was erased stays erased: the ledger holds the hash of each erased id, which leads to nobody, and a backup
 * that is older than the erasure is gone through again after it was restored.
 */

/** Enters a user's or learner's id in the ledger. To be called before anything is deleted, so that nothing is forgotten half-way. */
export async function recordErasure(id: string, db: Database = database()): Promise<void> {
  await db.insertInto('erasure').values({ id: hashToken(id), at: Date.now() }).onConflict((c) => c.column('id').doNothing()).execute()
}

/**
 * Deletes an account with everything that hangs on it: sign-ins, passkeys, roles, alias, invitations, its sessions for groups,
 * and its learner. The lines of the audit log stay, and lead to nobody.
 * @param within the transaction that it is part of; without one it is a transaction of its own
 */
export async function eraseUser(user: string, within?: Database): Promise<void> {
  await (within ? erase(user, within) : database().transaction().execute((db) => erase(user, db)))
}
async function erase(user: string, db: Database): Promise<void> {
  const learner = await db.selectFrom('learner').select('id').where('user_id', '=', user).executeTakeFirst()
  if (learner) await eraseLearner(learner.id, db)
  const known = await db.selectFrom('user').select('email').where('id', '=', user).executeTakeFirst()
  if (known) {
    await db.deleteFrom('invitation').where('email', '=', known.email).execute()
    await db.deleteFrom('verification').where((e) => contains([e.ref('identifier'), e.ref('value')], known.email)).execute()
  }
  await db.deleteFrom('verification').where((e) => contains([e.ref('identifier'), e.ref('value')], user)).execute()
  // Sessions for groups that this person held, with the notes in them.
  await db.deleteFrom('room').where('id', 'in', db.selectFrom('room_host').select('room_id').where('facilitator', '=', `user:${user}`)).execute()
  await db.deleteFrom('user').where('id', '=', user).execute()
}

/** Ids read at once. */
const PAGE = 1_000

/**
 * Erases everybody who is in the ledger and still, or again, in the database.
 * @param db a transaction: of a restore, half of it must not stand
 * @returns how many learners and users that were
 */
export async function eraseAgain(db: Database): Promise<number> {
  const erased = new Set((await db.selectFrom('erasure').select('id').execute()).map((row) => row.id))
  let count = 0
  for (const [table, eraseOne] of [['learner', eraseLearner], ['user', eraseUser]] as const) {
    for (let last = ''; ;) {
      const rows = await db.selectFrom(table).select('id').where('id', '>', last).orderBy('id').limit(PAGE).execute()
      for (const { id } of rows) {
        if (!erased.has(hashToken(id))) continue
        await eraseOne(id, db)
        count++
      }
      if (rows.length < PAGE) break
      last = rows.at(-1)!.id
    }
  }
  return count
}
