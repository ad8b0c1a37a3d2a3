import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import type { State } from '@/scenarios/engine/course/state'
import { database } from '../database'
import { invitedByNameLine, invitedOverdueSql, invitedStateSql, namesPeople, overdueSql, stateSql } from '../enrolment/counted'

export interface CohortOfMember {
  id: string
  course: string
  title: string
  name: string
  state: State
  overdue: boolean
  /** The key of their line in the record. */
  line: string
}

/** Leaves out courses with codes, because this would reveal whose a code is. */
export async function cohortsOfMember(member: string, now = Date.now()): Promise<CohortOfMember[]> {
  const enrolled = await database()
    .selectFrom('enrolment as e')
    .innerJoin('cohort as c', 'c.id', 'e.cohort_id')
    .innerJoin('course', 'course.id', 'c.course_id')
    .select(['c.id', 'c.course_id as course', 'course.draft', 'c.name', 'e.handle'])
    .select([stateSql(now).as('state'), overdueSql(now).as('overdue')])
    .where('e.member_id', '=', member)
    .where('e.newest', '=', 1)
    .where(namesPeople())
    .execute()
  const invited = await database()
    .selectFrom('invitation as i')
    .innerJoin('member as m', 'm.address', 'i.email')
    .innerJoin('cohort as c', 'c.id', 'i.cohort_id')
    .innerJoin('course as k', 'k.id', 'c.course_id')
    .select(['c.id', 'c.course_id as course', 'k.draft', 'c.name', 'i.id as invitation'])
    .select([invitedStateSql.as('state'), invitedOverdueSql(now).as('overdue')])
    .where('m.id', '=', member)
    .where(invitedByNameLine)
    .execute()
  const lines = [
    ...enrolled.map(({ handle, ...row }) => ({ ...row, line: `e-${handle}` })),
    ...invited.map(({ invitation, ...row }) => ({ ...row, line: `i-${invitation}` })),
  ]
  return lines
    .map(({ draft, overdue, ...row }) => ({ ...row, overdue: Boolean(overdue), title: (JSON.parse(draft) as Course).title }))
    .sort((a, b) => a.title.localeCompare(b.title) || a.name.localeCompare(b.name))
}
