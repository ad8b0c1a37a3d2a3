import 'server-only'
import type { Sent } from '../accounts/invitation-list'
import { inviteAll } from '../accounts/invitations'
import { database } from '../database'

/**
 * Invites somebody to create an account, with a cohort. People already invited to that cohort are not invited again.
 * @param mail whether the link will be mailed
 */
export async function inviteToCohort({
  email,
  name,
  cohort,
  mail,
  by,
}: {
  email: string
  name: string
  cohort: string
  mail: boolean
  by: string | null
}): Promise<Sent | null> {
  const known = await database()
    .selectFrom('invitation')
    .select('id')
    .where('kind', '=', 'invite')
    .where('email', '=', email)
    .where('cohort_id', '=', cohort)
    .where('expires_at', '>', Date.now())
    .executeTakeFirst()
  if (known) return null
  const [made] = await inviteAll([{ email, name, roles: [], cohort }], mail ? 'mail' : 'person', by)
  return { email, name, token: made!.token }
}
