import 'server-only'
import { type Standing, isCrowd } from '@/scenarios/engine/score/crowd'
import { SSO_ID } from '../accounts/paths'
import { hasSingleSignOn } from '../platform/config'
import { type Database, database } from '../database'
import { hasMail } from '../platform/mail'
import { ownDomains } from '../organisation/organisation'

export { isCrowd }

/** Whether anybody can count towards a crowd: otherwise there are neither figures nor codes, whoever comes. */
export const crowdsArePossible = async (): Promise<boolean> => hasSingleSignOn() || (hasMail() && (await ownDomains()).length > 0)

/** The mailbox of an address: `ann+course@` and `ann@` are one. */
const mailboxOf = (email: string): string => {
  const at = email.lastIndexOf('@')
  return `${email.slice(0, at).replace(/\+.*$/s, '')}${email.slice(at)}`.toLowerCase()
}

/**
 * Who counts towards a crowd in a course, or among those who have completed it and whose codes wait in a cohort, by learner: accounts of the
 * organisation's single sign-on, and accounts whose address was proven by mail and is of a domain that an administrator has
 * named as the organisation's own, one for each mailbox. Left out is whoever one person may have made up at will (anonymous
 * learners, accounts without a proven address, any number of addresses at a domain of one's own), and whoever has a role
 * beside that of a learner: owners know what they did themselves.
 */
export async function standings(
  of: { course: string } | { cohort: string; version: number },
  db: Database = database(),
): Promise<Map<string, Standing>> {
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
    // Of the accounts of one mailbox the same one counts each time.
    .orderBy('l.created_at')
    .orderBy('l.id')
    .execute()
  const found = new Map<string, Standing>(rows.flatMap(({ id, vouched }) => (vouched ? [[id, 'vouched']] : [])))
  const mailboxes = new Set(rows.flatMap(({ email, vouched }) => (vouched ? [mailboxOf(email)] : [])))
  for (const { id, email, proven, vouched } of rows) {
    const mailbox = mailboxOf(email)
    if (vouched || !proven || mailboxes.has(mailbox) || !domains.has(mailbox.slice(mailbox.lastIndexOf('@') + 1))) continue
    mailboxes.add(mailbox)
    found.set(id, 'proven')
  }
  return found
}
