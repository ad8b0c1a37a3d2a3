import 'server-only'
import { DraftSchema } from '@/scenarios/engine/course/course'
import { inviteAll } from '../accounts/invitations'
import { type InvitationLink, takenOf } from '../accounts/invitation-list'
import type { Person } from '../accounts/people'
import { database } from '../database'
import { ownedBy } from './owners'
import type { ListedWithRoles } from './people-list'

/** A cohort that people can be added to now. */
export interface OpenCohort {
  id: string
  name: string
  course: string
  title: string
  /** The token of its self-enrolment link. */
  link: string | null
}

/** The cohorts of the published courses that somebody may change, by course, the newest first. */
export async function openCohorts(who: Pick<Person, 'id' | 'roles'>): Promise<OpenCohort[]> {
  const own = await ownedBy(who)
  const rows = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['cohort.id', 'cohort.name', 'cohort.link', 'course.id as course', 'course.draft'])
    .where('archived_at', 'is', null)
    .where('version', '>', 0)
    .orderBy('course.created_at', 'desc')
    .orderBy('cohort.created_at', 'desc')
    .orderBy('cohort.id')
    .execute()
  return rows
    .filter(({ course }) => own?.has(course) ?? true)
    .map(({ draft, ...cohort }) => ({ ...cohort, title: DraftSchema.parse(JSON.parse(draft)).title }))
}

export interface Invited {
  invited: InvitationLink[]
  /** How many have an account or an open invitation. */
  already: number
}
/** Invites people to an account with their roles, without a course. Those who have an account or an invitation are left alone. */
export async function inviteOnly(people: readonly ListedWithRoles[], { mail, by }: { mail: boolean; by: string }): Promise<Invited> {
  const open: ListedWithRoles[] = []
  for (let from = 0; from < people.length; from += 500) {
    const part = people.slice(from, from + 500)
    const { known, invited } = await takenOf(part.map(({ email }) => email))
    open.push(...part.filter(({ email }) => !known.has(email) && !invited.has(email)))
  }
  const made = await inviteAll(
    open.map(({ email, name, roles }) => ({ email, name: name ?? '', roles, cohort: null })),
    mail ? 'mail' : 'person',
    by,
  )
  return {
    invited: open.map(({ email, name }, i) => ({ email, name: name ?? '', token: made[i]!.token })),
    already: people.length - open.length,
  }
}
