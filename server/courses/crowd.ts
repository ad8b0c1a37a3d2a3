import 'server-only'
import { type Standing, isCrowd } from '@/scenarios/engine/score/crowd'
import { SSO_ID } from '../accounts/paths'
import { type Database, database } from '../database'

export { isCrowd }

/**
 * Who counts towards a crowd in a course, or among those whose codes wait in a cohort, by learner: accounts of the organisation's single sign-on, and accounts whose address was
 * proven by mail. Left out is whoever one person may have made up at will (anonymous learners, accounts without a proven
 * address), and whoever has a role beside that of a learner: owners know what they did themselves.
 */
export async function standings(of: { course: string } | { cohort: string; version: number }, db: Database = database()): Promise<Map<string, Standing>> {
  const rows = await db.selectFrom('learner as l').innerJoin('user as u', 'u.id', 'l.user_id')
    .select((e) => ['l.id', 'u.emailVerified as proven', e.exists(e.selectFrom('account as a').select('a.id').whereRef('a.userId', '=', 'u.id').where('a.providerId', '=', SSO_ID)).as('vouched')])
    .where('l.id', 'in', (q) => ('course' in of
      ? q.selectFrom('enrolment').select('learner_id').where('course_id', '=', of.course)
      : q.selectFrom('enrolment').select('learner_id').where('cohort_id', '=', of.cohort).where('version', '=', of.version).where('listed_at', 'is', null)))
    .where((e) => e.not(e.exists(e.selectFrom('user_role as r').select('r.role').whereRef('r.user_id', '=', 'u.id'))))
    .execute()
  return new Map(rows.flatMap(({ id, proven, vouched }): [string, Standing][] => (vouched ? [[id, 'vouched']] : proven ? [[id, 'proven']] : [])))
}
