import 'server-only'
import { enrol } from '../courses/enrolments'
import { database } from '../database'
import type { InvitationRow } from '../database/tables-accounts'
import { audit } from './audit'
import { rolesIn } from './invitations'
import { addRoles, learnerOfUser } from './people'

/**
 * Gives an account everything it was invited to: of all open invitations of its address, not only of the link that was used.
 * Courses always. Roles only by the link that brings them, or once the address is proven: otherwise whoever made an account
 * of somebody's address by one link would have what another promised. Such an invitation stays open.
 * @param used the invitation whose link was used just now, which is gone already
 * @param vouched an address that the identity provider has verified in this act
 * @returns whether the account is now in a course that it was invited to
 */
export async function takeInvitations(user: string, { used, vouched }: { used?: InvitationRow; vouched?: string | undefined } = {}): Promise<boolean> {
  const account = await database().selectFrom('user').select(['email', 'emailVerified']).where('id', '=', user).executeTakeFirst()
  if (!account) return false
  const open = await database().selectFrom('invitation').selectAll().where('kind', '=', 'invite').where('expires_at', '>', Date.now())
    .where('email', 'in', [account.email, ...(vouched ? [vouched] : [])]).execute()
  const proven = ({ email }: InvitationRow) => (email === account.email && Boolean(account.emailVerified)) || email === vouched
  let enrolled = false
  for (const { cohort_id } of [...(used ? [used] : []), ...open]) {
    if (cohort_id !== null) enrolled = (await enrol({ learner: await learnerOfUser(user), cohort: cohort_id })).ok || enrolled
  }
  // Only now: if this ends half-way, the invitation is still there.
  const taken = open.filter((i) => rolesIn(i).length === 0 || proven(i))
  const roles = await database().transaction().execute(async (db) => {
    const gone = taken.length === 0 ? [] : await db.deleteFrom('invitation').where('id', 'in', taken.map((i) => i.id)).returningAll().execute()
    const left = open.filter((i) => !taken.includes(i) && i.cohort_id !== null).map((i) => i.id)
    if (left.length > 0) await db.updateTable('invitation').set({ cohort_id: null }).where('id', 'in', left).execute()
    const given = [...new Set([...(used ? [used] : []), ...gone].flatMap(rolesIn))]
    await addRoles(db, user, given)
    return given
  })
  if (used || taken.length > 0) await audit({ actor: user, action: 'account.joined', about: user, detail: { roles } })
  return enrolled
}
