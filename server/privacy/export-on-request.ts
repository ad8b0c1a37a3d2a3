import 'server-only'
import { audit } from '../accounts/audit'
import { hasLeft } from '../accounts/leave'
import { notify } from '../accounts/notices'
import { namesPeople } from '../enrolment/counted'
import { database } from '../database'
import { accountOf, actsOn } from './export'

/**
 * For an administrator to hand over, because somebody who has left cannot sign in. Leaves out what only the person may read: attempts,
 * results, certificates, whether a course was passed, and courses by code. @returns null if the person can sign in
 */
export async function exportOnRequest(user: string, by: string): Promise<Record<string, unknown> | null> {
  if (!(await hasLeft(user))) return null
  const { joinedByRule: _, ...known } = await accountOf(user)
  // A cohort may be of a course by code.
  const invitations = (known.invitations as { cohort_id: unknown }[]).map(({ cohort_id: _cohort, ...invitation }) => invitation)
  const account = { ...known, invitations }
  const made = { format: 'second-look-person/1', exported: new Date().toISOString(), account, records: await recordsOf(user) }
  await audit({ actor: by, action: 'account.exported', about: user })
  await notify(user, 'data-exported', by)
  return made
}

async function recordsOf(user: string): Promise<Record<string, unknown>[]> {
  const db = database()
  const rows = await db
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .innerJoin('cohort as c', 'c.id', 'e.cohort_id')
    .innerJoin('course', 'course.id', 'e.course_id')
    .select(['e.id', 'course.draft', 'c.name as cohort', 'e.version', 'e.enrolled_at', 'e.terms_seen_at', 'e.begun_at', 'e.due_at'])
    .select(['e.completed_at', 'e.renew_at', 'e.ended_at', 'e.exempt_at', 'e.reminded_at', 'e.keep_days'])
    .where('l.user_id', '=', user)
    .where(namesPeople())
    .orderBy('e.enrolled_at')
    .execute()
  return Promise.all(
    rows.map(async ({ id, draft, ...record }) => ({
      course: (JSON.parse(draft) as { title: string }).title,
      ...record,
      items: await db.selectFrom('enrolment_item').select(['item', 'done_at']).where('enrolment_id', '=', id).execute(),
      acts: await actsOn(id),
    })),
  )
}
