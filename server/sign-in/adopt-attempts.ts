import 'server-only'
import { learnerOfUser } from '../accounts/people'
import { moveEnrolments } from '../enrolment/merge'
import { database } from '../database'
import { eraseLearner } from '../learning/learners'

/**
 * Moves what was done on this device before signing in to the account: the anonymous learner's attempts and enrolments become the
 * account's, and the anonymous learner is deleted. Does nothing if the learner already belongs to an account.
 */
export async function adopt(anonymous: string, user: string): Promise<void> {
  const own = await learnerOfUser(user)
  if (own === anonymous) return
  const adopted = await database()
    .transaction()
    .execute(async (db) => {
      const free = await db.selectFrom('learner').select('id').where('id', '=', anonymous).where('user_id', 'is', null).executeTakeFirst()
      if (!free) return false
      await db.updateTable('attempt').set({ learner_id: own }).where('learner_id', '=', anonymous).execute()
      await db.updateTable('outbox').set({ learner_id: own }).where('learner_id', '=', anonymous).execute()
      await moveEnrolments(db, anonymous, own)
      return true
    })
  if (adopted) await eraseLearner(anonymous)
}
