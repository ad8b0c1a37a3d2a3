import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { InvitationLink } from '../accounts/invitation-list'
import { leftAmong } from '../accounts/left'
import type { LinkRecipient } from '../accounts/invitations'
import { renew } from '../accounts/pending-invitations'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { contains } from '../database/contains'
import type { Tables } from '../database/tables'
import { enrol } from './enrol'
import { PART, inviteToCohort } from './cohort-invitations'
import type { Listed } from './people-list'

export interface Account {
  id: string
  name: string
  email: string
  enrolled: boolean
}
const MOST_FOUND = 20

/**
 * Accounts found by part of their name or address, and whether they are already in a course. People who have left are not found.
 * @param course null for none
 */
export async function searchAccounts(course: string | null, q: string): Promise<Account[]> {
  const rows = await database()
    .selectFrom('user')
    .leftJoin('learner', 'learner.user_id', 'user.id')
    .select(['user.id', 'user.name', 'user.email', 'learner.id as learner'])
    .where((e) => contains([e.ref('user.name'), e.ref('user.email')], q))
    .orderBy('user.name')
    .orderBy('user.id')
    .limit(MOST_FOUND)
    .execute()
  const gone = await leftAmong(rows.map(({ email }) => email))
  const found = rows.filter(({ email }) => !gone.has(email))
  const learners = found.flatMap(({ learner }) => learner ?? [])
  const there =
    learners.length === 0 || course === null
      ? []
      : await database()
          .selectFrom('enrolment')
          .select('learner_id')
          .where('course_id', '=', course)
          .where('newest', '=', 1)
          .where('ended_at', 'is', null)
          .where('learner_id', 'in', learners)
          .execute()
  return found.map(({ learner, ...account }) => ({ ...account, enrolled: there.some((e) => e.learner_id === learner) }))
}

export type Came =
  | { ok: true /** The new enrolments. */; enrolled: string[]; already: number /** With the links to send. */; invited: InvitationLink[] }
  | { ok: false; reason: 'not-published' | 'archived' | 'no-such-cohort' }

/**
 * Enrols people who have an account and invites the others with the cohort; nobody is invited twice.
 * @param mail whether the links will be mailed
 * @param by the user who does it
 */
export async function enrolListed(
  cohort: string,
  people: readonly Pick<Listed, 'email' | 'name'>[],
  mail: boolean,
  by: string | null = null,
): Promise<Came> {
  const accounts = new Map<string, string>()
  for (let from = 0; from < people.length; from += PART) {
    const emails = people.slice(from, from + PART).map(({ email }) => email)
    for (const { id, email } of await database().selectFrom('user').select(['id', 'email']).where('email', 'in', emails).execute())
      accounts.set(email, id)
  }
  const came = await enrolAll(
    cohort,
    people.flatMap(({ email }) => accounts.get(email) ?? []),
  )
  if (!came.ok) return came
  const others = people.filter(({ email }) => !accounts.has(email))
  const invited = await inviteToCohort(others, { cohort, mail, by })
  return { ...came, already: came.already + others.length - invited.length, invited }
}

async function enrolAll(cohort: string, users: readonly string[]): Promise<Came> {
  const came = { enrolled: [] as string[], already: 0, invited: [] }
  const open = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['course.version', 'course.archived_at'])
    .where('cohort.id', '=', cohort)
    .executeTakeFirst()
  // Check before anybody is invited.
  if (!open || open.archived_at !== null || open.version === 0)
    return { ok: false, reason: !open ? 'no-such-cohort' : open.version === 0 ? 'not-published' : 'archived' }
  for (const user of users) {
    const done = await enrol({ learner: await learnerOfUser(user), cohort })
    if (!done.ok) return done
    if (done.already) came.already++
    else came.enrolled.push(done.id)
  }
  return { ok: true, ...came }
}

/**
 * Makes new links for people who were invited into a cohort and have not come; their old ones stop working. The old links cannot be
 * shown again because the database holds only their hashes. Invitations that bring roles are left to their administrator.
 * @param to `person`: for everybody; `mail`: for those whose mail was not sent
 */
export async function renewInvitations(cohort: string, by: string, to: LinkRecipient): Promise<InvitationLink[]> {
  const waiting = await invitationsInto(cohort)
    .select('id')
    .$if(to === 'mail', (q) => q.where(isNotMailed))
    .orderBy('email')
    .execute()
  const sent: InvitationLink[] = []
  for (const { id } of waiting) {
    const renewed = await renew(id, by, to)
    if (renewed) sent.push({ email: renewed.invitation.email ?? '', name: renewed.invitation.name ?? '', token: renewed.token })
  }
  return sent
}

/** New links for open invitations, to be mailed; those that bring roles are left to their administrator. @returns them with their cohorts */
export async function resend(invitations: readonly string[], by: string): Promise<(InvitationLink & { cohort: string | null })[]> {
  const sent: (InvitationLink & { cohort: string | null })[] = []
  for (let from = 0; from < invitations.length; from += 500) {
    const open = await database()
      .selectFrom('invitation')
      .select('id')
      .where('id', 'in', invitations.slice(from, from + 500))
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

/** How many people were invited into a cohort but got no mail: it was refused, or there was no mail server yet. */
export async function notMailed(cohort: string): Promise<number> {
  return (await invitationsInto(cohort).select('id').where(isNotMailed).execute()).length
}
/** A mail that has been waiting for long was being sent when the process ended. */
const isNotMailed = (e: ExpressionBuilder<Tables, 'invitation'>) =>
  e.or([e('mail', 'in', ['none', 'failed']), e.and([e('mail', '=', 'waiting'), e('created_at', '<', Date.now() - 10 * 60_000)])])
const invitationsInto = (cohort: string) =>
  database()
    .selectFrom('invitation')
    .where('kind', '=', 'invite')
    .where('cohort_id', '=', cohort)
    .where('roles', '=', '[]')
    .where('exempt_at', 'is', null)
    .where('expires_at', '>', Date.now())
