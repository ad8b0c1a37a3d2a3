import 'server-only'
import { learnerOfUser } from '../accounts/people'
import { moveEnrolments } from '../enrolment/merge'
import { database } from '../database'
import { eraseLearner } from '../learning/learners'

/** Moves attempts and enrolments to the account and deletes the anonymous learner. Does nothing if that learner has an account. */
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
