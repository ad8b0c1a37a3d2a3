import 'server-only'
import type { Exemption } from '@/scenarios/engine/course/records'
import { database } from '../database'

/** By enrolment. @param enrolments no more than one query can name */
export async function exemptionsOf(enrolments: readonly string[]): Promise<Map<string, Exemption>> {
  if (enrolments.length === 0) return new Map()
  const rows = await database()
    .selectFrom('record_before as b')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(['b.enrolment_id', 'a.reason', 'a.at', 'u.name'])
    .where('b.enrolment_id', 'in', enrolments)
    .where('a.kind', '=', 'exempt')
    .where('b.undone_at', 'is', null)
    .orderBy('a.at')
    .execute()
  // The last one counts.
  return new Map(rows.map(({ enrolment_id, reason, at, name }) => [enrolment_id, { reason, at, by: name ?? '' }]))
}

/** The same for invited people, by invitation. */
export async function invitedExemptionsOf(course: string, invitations: readonly string[]): Promise<Map<string, Exemption>> {
  if (invitations.length === 0) return new Map()
  const rows = await database()
    .selectFrom('invitation as i')
    .innerJoin('member as m', 'm.address', 'i.email')
    .innerJoin('invited_before as b', 'b.member_id', 'm.id')
    .innerJoin('record_act as a', 'a.id', 'b.act_id')
    .leftJoin('user as u', 'u.id', 'a.by_user')
    .select(['i.id', 'a.reason', 'a.at', 'u.name'])
    .where('i.id', 'in', invitations)
    .where('a.course_id', '=', course)
    .where('a.kind', '=', 'exempt')
    .where('b.undone_at', 'is', null)
    .orderBy('a.at')
    .execute()
  return new Map(rows.map(({ id, reason, at, name }) => [id, { reason, at, by: name ?? '' }]))
}
