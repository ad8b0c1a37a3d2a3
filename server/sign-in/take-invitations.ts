import 'server-only'
import { enrol } from '../enrolment/enrolment'
import { carryActs } from '../records/acts-on-invited'
import { giveCourses } from '../courses/owners'
import { database } from '../database'
import type { InvitationRow } from '../database/row-types/accounts'
import { audit } from '../accounts/audit'
import { lettersOf, namedAtOf, rolesIn } from '../accounts/invitations'
import { addRoles, learnerOfUser } from '../accounts/people'

/**
 * Open invitations for an address count only once it is proven. Otherwise somebody who signs up with another person's address would get
 * what was meant for that person, and the link in their mail would be dead.
 * @param used the invitation whose link was just used, already deleted
 * @param vouched an address that the identity provider has verified in this sign-in
 */
export async function takeInvitations(
  user: string,
  { used, vouched }: { used?: InvitationRow; vouched?: string | undefined } = {},
): Promise<boolean> {
  const account = await database().selectFrom('user').select(['email', 'emailVerified']).where('id', '=', user).executeTakeFirst()
  if (!account) return false
  const proven = [...(account.emailVerified ? [account.email] : []), ...(vouched ? [vouched] : [])]
  const open =
    proven.length === 0
      ? []
      : await database()
          .selectFrom('invitation')
          .selectAll()
          .where('kind', '=', 'invite')
          // A link that has ended gives no role, but its person is still to be trained.
          .where((e) => e.or([e('expires_at', '>', Date.now()), e.and([e('cohort_id', 'is not', null), e('roles', '=', '[]')])]))
          .where('email', 'in', proven)
          .execute()
  let enrolled = false
  for (const invitation of [...(used ? [used] : []), ...open]) {
    const { cohort_id: cohort } = invitation
    if (cohort === null) continue
    const done = await enrol({ learner: await learnerOfUser(user), cohort, letters: lettersOf(invitation), namedAt: namedAtOf(invitation) })
    if (done.ok) await carryActs(invitation, done.id)
    enrolled = done.ok || enrolled
  }
  // Deleted only now, so that the invitation is still there if this fails half-way.
  const roles = await database()
    .transaction()
    .execute(async (db) => {
      const gone =
        open.length === 0
          ? []
          : await db
              .deleteFrom('invitation')
              .where(
                'id',
                'in',
                open.map((i) => i.id),
              )
              .returningAll()
              .execute()
      const given = [...new Set([...(used ? [used] : []), ...gone].flatMap(rolesIn))]
      await addRoles(db, user, given)
      for (const { owns } of [...(used ? [used] : []), ...gone]) await giveCourses(JSON.parse(owns) as string[], user, db)
      return given
    })
  const ids = [...(used ? [used] : []), ...open].map(({ id }) => id)
  if (ids.length > 0) await audit({ actor: user, action: 'account.joined', about: user, detail: { roles, invitations: ids } })
  return enrolled
}
