import 'server-only'
import { database } from '../database'
import { rolesOf } from '../accounts/people'
import type { Role } from '../platform/role'

/** The section where each role works. The first match counts. */
const LANDINGS: readonly (readonly [Role, string])[] = [
  ['administrator', 'manage'],
  ['owner', 'manage'],
  ['facilitator', 'live'],
  ['author', 'manage'],
  ['auditor', 'manage'],
]

/** Without a page to go on to: what they have to learn, otherwise their work. */
export async function landing(locale: string, user: string): Promise<string> {
  const open = await database()
    .selectFrom('enrolment')
    .innerJoin('learner', 'learner.id', 'enrolment.learner_id')
    .select('enrolment.id')
    .where('learner.user_id', '=', user)
    .where('completed_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute()
  if (open.length > 0) return open.length === 1 ? `/${locale}/courses/${open[0]!.id}` : `/${locale}/courses`
  const roles = await rolesOf(user)
  return `/${locale}/${LANDINGS.find(([role]) => roles.includes(role))?.[1] ?? 'learn'}`
}
