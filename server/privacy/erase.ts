import 'server-only'
import { eraseUser, recordErasure } from '../accounts/erasures'
import { database } from '../database'
import { eraseLearner } from '../learners'

/** Whom data are about: a learner, with an account or without one. */
export interface Subject { learner: string | null; user: string | null }

/**
 * Erases everything that leads to a person, and writes down a hash of each id, so that a restored backup is erased again.
 * @returns false for the last administrator: somebody has to be able to open the organisation's door
 */
export async function erase({ learner, user }: Subject): Promise<boolean> {
  if (user && (await isLastAdministrator(user))) return false
  for (const id of [learner, user]) if (id) await recordErasure(id)
  if (user) await eraseUser(user)
  if (learner) await eraseLearner(learner)
  return true
}

async function isLastAdministrator(user: string): Promise<boolean> {
  const all = await database().selectFrom('user_role').select('user_id').where('role', '=', 'administrator').execute()
  return all.length === 1 && all[0]!.user_id === user
}
