import 'server-only'
import { sql } from 'kysely'
import type { State } from '@/scenarios/engine/course/state'
import { database } from '../database'
import { INVITED, invitedLine, invitedStateSql, stateSql } from './counted'
import { PART } from './invitations'

/** Somebody on a list who is in the course already, enrolled or invited, in whichever cohort. */
export interface AlreadyThere {
  /** Their line in the record. */
  key: string
  email: string
  name: string
  cohort: string
  cohortName: string
  state: State
}

/** Leaves out people who left the course: adding them again is meant. By address. */
export async function alreadyThere(course: string, emails: readonly string[], now = Date.now()): Promise<AlreadyThere[]> {
  const there: AlreadyThere[] = []
  for (let from = 0; from < emails.length; from += PART) {
    const part = emails.slice(from, from + PART)
    const enrolled = await database()
      .selectFrom('user as u')
      .innerJoin('learner as l', 'l.user_id', 'u.id')
      .innerJoin('enrolment as e', 'e.learner_id', 'l.id')
      .innerJoin('cohort as c', 'c.id', 'e.cohort_id')
      .select(['e.handle', 'u.email', 'u.name', 'c.id as cohort', 'c.name as cohortName', stateSql(now).as('state')])
      .where('e.course_id', '=', course)
      .where('e.newest', '=', 1)
      .where('e.ended_at', 'is', null)
      .where('u.email', 'in', part)
      .execute()
    const { rows: invited } = await sql<Omit<AlreadyThere, 'key'> & { id: string }>`
      select i.id, i.email, coalesce(m.name, i.name, '') as name, c.id as cohort, c.name as "cohortName", ${invitedStateSql} as state
      from ${INVITED} where c.course_id = ${course} and ${invitedLine} and i.kind = 'invite' and i.email in (${sql.join(part)})`.execute(
      database(),
    )
    there.push(
      ...enrolled.map(({ handle, ...one }) => ({ key: `e-${handle}`, ...one })),
      ...invited.map(({ id, ...one }) => ({ key: `i-${id}`, ...one })),
    )
  }
  return there.sort((a, b) => a.email.localeCompare(b.email))
}
