import 'server-only'
import { database } from '../database'
import { hashToken, newToken } from '../learners'

const LIFE = 14 * 24 * 3600_000

/** Invites somebody to an account, with a cohort. Whoever waits for that cohort already is not invited again. */
export async function inviteToCohort({ email, name, cohort }: { email: string; name: string | null; cohort: string; by: string }): Promise<boolean> {
  const known = await database().selectFrom('invitation').select('id')
    .where('kind', '=', 'invite').where('email', '=', email).where('cohort_id', '=', cohort).where('expires_at', '>', Date.now()).executeTakeFirst()
  if (known) return false
  const now = Date.now()
  await database().insertInto('invitation').values({
    id: hashToken(newToken()), kind: 'invite', email, name, user_id: null, roles: '[]', cohort_id: cohort, created_at: now, expires_at: now + LIFE,
  }).execute()
  return true
}

/** A new token for an invitation, which lasts anew; null where it was used or withdrawn meanwhile. */
export async function renewInvitation(id: string): Promise<string | null> {
  const token = newToken()
  const { numUpdatedRows } = await database().updateTable('invitation').set({ id: hashToken(token), expires_at: Date.now() + LIFE }).where('id', '=', id).executeTakeFirst()
  return numUpdatedRows > 0n ? token : null
}
