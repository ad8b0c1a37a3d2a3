import 'server-only'
import type { Assurance } from '@/scenarios/engine/score/crowd'
import { SSO_ID } from '../accounts/paths'
import { hasSingleSignOn } from '../platform/config'
import { type Database, database } from '../database'
import { hasMail } from '../platform/mail'
import { ownDomains } from '../organisation/organisation'

/** If not, there are never figures or codes. */
export const crowdsArePossible = async (): Promise<boolean> => hasSingleSignOn() || (hasMail() && (await ownDomains()).length > 0)

/** `ann+course@` and `ann@` are the same. */
const mailboxOf = (email: string): string => {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at).replace(/\+.*$/s, '')}${email.slice(at)}`.toLowerCase()
}

/**
 * By learner. Counts accounts from single sign-on, and accounts whose address was proven by mail and is in one of the organisation's own
 * domains, one per mailbox. Leaves out everybody whom one person could make up at will (anonymous learners, unproven addresses, other
 * domains), and people with a further role, because owners know what they did themselves.
 */
export async function crowdMembers(
  of: { course: string } | { cohort: string; version: number },
  db: Database = database(),
): Promise<Map<string, Assurance>> {
  const domains = new Set(await ownDomains(db))
  const rows = await db
    .selectFrom('learner as l')
    .innerJoin('user as u', 'u.id', 'l.user_id')
    .select((e) => [
      'l.id',
      'u.email',
      'u.emailVerified as proven',
      e
        .exists(e.selectFrom('account as a').select('a.id').whereRef('a.userId', '=', 'u.id').where('a.providerId', '=', SSO_ID))
        .as('vouched'),
    ])
    .where('l.id', 'in', (q) =>
      'course' in of
        ? q.selectFrom('enrolment').select('learner_id').where('course_id', '=', of.course)
        : q
            .selectFrom('enrolment')
            .select('learner_id')
            .where('cohort_id', '=', of.cohort)
            .where('version', '=', of.version)
            .where('completed_at', 'is not', null)
            .where('listed_at', 'is', null),
    )
    .where((e) => e.not(e.exists(e.selectFrom('user_role as r').select('r.role').whereRef('r.user_id', '=', 'u.id'))))
    // So that the same account of a mailbox always counts.
    .orderBy('l.created_at')
    .orderBy('l.id')
    .execute()
  const found = new Map<string, Assurance>(rows.flatMap(({ id, vouched }) => (vouched ? [[id, 'vouched']] : [])))
  const mailboxes = new Set(rows.flatMap(({ email, vouched }) => (vouched ? [mailboxOf(email)] : [])))
  for (const { id, email, proven, vouched } of rows) {
    const mailbox = mailboxOf(email)
    if (vouched || !proven || mailboxes.has(mailbox) || !domains.has(mailbox.slice(mailbox.lastIndexOf('@') + 1))) continue
    mailboxes.add(mailbox)
    found.set(id, 'proven')
  }
  return found
}
