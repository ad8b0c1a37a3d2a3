import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { database } from '../database'
import { invitationLink } from './invitations'
import { type InvitedInto, mailInvitation } from './pending-invitations'

/** Which of these addresses have an account, and which have a valid invitation. Invitations to a course do not count. */
export async function takenOf(emails: string[]): Promise<{ known: Set<string>; invited: Set<string> }> {
  const users = await database().selectFrom('user').select('email').where('email', 'in', emails).execute()
  const invitations = await database()
    .selectFrom('invitation')
    .select('email')
    .where('kind', '=', 'invite')
    .where('cohort_id', 'is', null)
    .where('email', 'in', emails)
    .where('expires_at', '>', Date.now())
    .execute()
  return { known: new Set(users.map((u) => u.email)), invited: new Set(invitations.map((i) => i.email!)) }
}

export interface Sent {
  name: string
  email: string
  token: string
}
/**
 * Mails the links one after another, after the administrator has got an answer. The list of invitations shows failures.
 * @param into the course they enrol into
 */
export async function mailAll(sent: readonly Sent[], into: InvitedInto | null = null): Promise<void> {
  for (const { token, ...to } of sent) await mailInvitation(token, to, into)
}

export const linksAsCsv = (sent: readonly Sent[], locale: string): string =>
  stringify(
    sent.map(({ name, email, token }) => ({ name, email, link: invitationLink(token, locale) })),
    { header: true, columns: ['name', 'email', 'link'], bom: true, escape_formulas: true },
  )
