import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { database } from '../database'
import { invitationLink, inviteAll } from './invitations'
import { type InvitationCourse, mailInvitation } from './pending-invitations'
import type { ListedPersonWithRoles } from './typed-people'

/** Invitations to a course do not count. */
async function takenOf(emails: string[]): Promise<{ known: Set<string>; invited: Set<string> }> {
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

export interface NewInvitation {
  name: string
  email: string
  token: string
}
/** Runs after the administrator has got an answer; the list of invitations shows failures. */
export async function mailAll(sent: readonly NewInvitation[], into: InvitationCourse | null = null): Promise<void> {
  for (const { token, ...to } of sent) await mailInvitation(token, to, into)
}

export const linksAsCsv = (sent: readonly NewInvitation[], locale: string): string =>
  stringify(
    sent.map(({ name, email, token }) => ({ name, email, link: invitationLink(token, locale) })),
    { header: true, columns: ['name', 'email', 'link'], bom: true, escape_formulas: true },
  )

export interface InviteResult {
  invited: NewInvitation[]
  /** How many have an account or an open invitation. */
  already: number
}
export async function inviteOnly(
  people: readonly ListedPersonWithRoles[],
  { mail, by }: { mail: boolean; by: string },
): Promise<InviteResult> {
  const open: ListedPersonWithRoles[] = []
  for (let from = 0; from < people.length; from += 500) {
    const part = people.slice(from, from + 500)
    const { known, invited } = await takenOf(part.map(({ email }) => email))
    open.push(...part.filter(({ email }) => !known.has(email) && !invited.has(email)))
  }
  const made = await inviteAll(
    open.map(({ email, name, roles }) => ({ email, name: name ?? '', roles, cohort: null })),
    mail ? 'mail' : 'person',
    by,
  )
  return {
    invited: open.map(({ email, name }, i) => ({ email, name: name ?? '', token: made[i]!.token })),
    already: people.length - open.length,
  }
}
