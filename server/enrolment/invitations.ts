import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { NewInvitation } from '../accounts/invitation-list'
import { type LinkRecipient, inviteAll } from '../accounts/invitations'
import { renew } from '../accounts/pending-invitations'
import { database } from '../database'
import type { Tables } from '../database/row-types/tables'
import type { ListedPerson } from '../accounts/typed-people'

export const PART = 500

/** One person, one invitation a course: skips people who have one already, in whichever cohort. @param mail whether the links will be mailed */
export async function inviteToCohort(
  people: readonly Pick<ListedPerson, 'email' | 'name'>[],
  { cohort, mail, by }: { cohort: string; mail: boolean; by: string | null },
): Promise<NewInvitation[]> {
  const sent: NewInvitation[] = []
  for (let from = 0; from < people.length; from += PART) {
    const part = people.slice(from, from + PART)
    const there = await database()
      .selectFrom('invitation as i')
      .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
      .select('i.email')
      .where('i.kind', '=', 'invite')
      .where('c.course_id', '=', (q) => q.selectFrom('cohort').select('course_id').where('id', '=', cohort))
      .where(
        'i.email',
        'in',
        part.map(({ email }) => email),
      )
      .execute()
    const known = new Set(there.map(({ email }) => email))
    const fresh = part.filter(({ email }) => !known.has(email)).map(({ email, name }) => ({ email, name: name ?? '' }))
    const made = await inviteAll(
      fresh.map((one) => ({ ...one, roles: [], cohort })),
      mail ? 'mail' : 'person',
      by,
    )
    sent.push(...fresh.map((one, i) => ({ ...one, token: made[i]!.token })))
  }
  return sent
}

/** The database has only hashes, so old links cannot be shown again. Leaves out those that bring roles. @param to `mail`: unsent ones */
export async function renewInvitations(cohort: string, by: string, to: LinkRecipient): Promise<NewInvitation[]> {
  const waiting = await invitationsInto(cohort)
    .select('id')
    .$if(to === 'mail', (q) => q.where(isNotMailed))
    .orderBy('email')
    .execute()
  const sent: NewInvitation[] = []
  for (const { id } of waiting) {
    const renewed = await renew(id, by, to)
    if (renewed) sent.push({ email: renewed.invitation.email ?? '', name: renewed.invitation.name ?? '', token: renewed.token })
  }
  return sent
}

/** Leaves out those that bring roles. */
export async function resend(invitations: readonly string[], by: string): Promise<(NewInvitation & { cohort: string | null })[]> {
  const sent: (NewInvitation & { cohort: string | null })[] = []
  for (let from = 0; from < invitations.length; from += PART) {
    const open = await database()
      .selectFrom('invitation')
      .select('id')
      .where('id', 'in', invitations.slice(from, from + PART))
      .where('roles', '=', '[]')
      .execute()
    for (const { id } of open) {
      const renewed = await renew(id, by, 'mail')
      if (!renewed) continue
      const { email, name, cohort_id } = renewed.invitation
      sent.push({ email: email ?? '', name: name ?? '', token: renewed.token, cohort: cohort_id })
    }
  }
  return sent
}

/** The mail server refused the mail, or there was none yet. */
export async function notMailed(cohort: string): Promise<number> {
  return (await invitationsInto(cohort).select('id').where(isNotMailed).execute()).length
}
/** A mail that has waited this long was being sent when the process ended. */
const isNotMailed = (e: ExpressionBuilder<Tables, 'invitation'>) =>
  e.or([e('mail', 'in', ['none', 'failed']), e.and([e('mail', '=', 'waiting'), e('created_at', '<', Date.now() - 10 * 60_000)])])
const invitationsInto = (cohort: string) =>
  database()
    .selectFrom('invitation')
    .where('kind', '=', 'invite')
    .where('cohort_id', '=', cohort)
    .where('roles', '=', '[]')
    .where('exempt_at', 'is', null)
