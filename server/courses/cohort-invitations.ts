import 'server-only'
import type { InvitationLink } from '../accounts/invitation-list'
import { inviteAll } from '../accounts/invitations'
import { database } from '../database'
import type { Listed } from './people-list'

/** How many addresses are looked up at once. */
export const PART = 500

/**
 * Invites people to create an account, with a cohort. Those already invited to that cohort are not invited again, nor is anybody exempt from its course.
 * @param mail whether the links will be mailed
 */
export async function inviteToCohort(
  people: readonly Pick<Listed, 'email' | 'name'>[],
  { cohort, mail, by }: { cohort: string; mail: boolean; by: string | null },
): Promise<InvitationLink[]> {
  const sent: InvitationLink[] = []
  for (let from = 0; from < people.length; from += PART) {
    const part = people.slice(from, from + PART)
    const there = await database()
      .selectFrom('invitation as i')
      .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
      .select('i.email')
      .where('i.kind', '=', 'invite')
      .where((e) =>
        e.or([
          e.and([e('c.id', '=', cohort), e('i.expires_at', '>', Date.now())]),
          // Whoever is exempt stays so: another invitation would stand in its place.
          e.and([
            e('i.exempt_at', 'is not', null),
            e('c.course_id', '=', (q) => q.selectFrom('cohort').select('course_id').where('id', '=', cohort)),
          ]),
        ]),
      )
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
