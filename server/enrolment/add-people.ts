import 'server-only'
import type { NewInvitation } from '../accounts/invitation-list'
import { leftAmong } from '../accounts/leave'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { contains } from '../database/contains'
import { enrol } from './enrolment'
import { PART, inviteToCohort } from './invitations'
import type { ListedPerson } from '../accounts/typed-people'

export interface Account {
  id: string
  name: string
  email: string
  enrolled: boolean
}
const MOST_FOUND = 20

/** Finds nobody who has left. @param course null for none */
export async function searchAccounts(course: string | null, q: string): Promise<Account[]> {
  const rows = await database()
    .selectFrom('user')
    .leftJoin('learner', 'learner.user_id', 'user.id')
    .select(['user.id', 'user.name', 'user.email', 'learner.id as learner'])
    .where((e) => contains([e.ref('user.name'), e.ref('user.email')], q))
    .orderBy('user.name')
    .orderBy('user.id')
    .limit(MOST_FOUND)
    .execute()
  const gone = await leftAmong(rows.map(({ email }) => email))
  const found = rows.filter(({ email }) => !gone.has(email))
  const learners = found.flatMap(({ learner }) => learner ?? [])
  const there =
    learners.length === 0 || course === null
      ? []
      : await database()
          .selectFrom('enrolment')
          .select('learner_id')
          .where('course_id', '=', course)
          .where('newest', '=', 1)
          .where('ended_at', 'is', null)
          .where('learner_id', 'in', learners)
          .execute()
  return found.map(({ learner, ...account }) => ({ ...account, enrolled: there.some((e) => e.learner_id === learner) }))
}

export type AddResult =
  | {
      ok: true
      /** The new enrolments. */
      enrolled: string[]
      already: number
      /** With the links to send. */
      invited: NewInvitation[]
    }
  | { ok: false; reason: 'not-published' | 'archived' | 'no-such-cohort' }

/** Enrols people who have an account and invites the others, nobody twice. @param mail whether the links will be mailed */
export async function enrolListed(
  cohort: string,
  people: readonly Pick<ListedPerson, 'email' | 'name'>[],
  mail: boolean,
  by: string | null = null,
): Promise<AddResult> {
  const accounts = new Map<string, string>()
  for (let from = 0; from < people.length; from += PART) {
    const emails = people.slice(from, from + PART).map(({ email }) => email)
    for (const { id, email } of await database().selectFrom('user').select(['id', 'email']).where('email', 'in', emails).execute())
      accounts.set(email, id)
  }
  const came = await enrolAll(
    cohort,
    people.flatMap(({ email }) => accounts.get(email) ?? []),
  )
  if (!came.ok) return came
  const others = people.filter(({ email }) => !accounts.has(email))
  const invited = await inviteToCohort(others, { cohort, mail, by })
  return { ...came, already: came.already + others.length - invited.length, invited }
}

async function enrolAll(cohort: string, users: readonly string[]): Promise<AddResult> {
  const came = { enrolled: [] as string[], already: 0, invited: [] }
  const open = await database()
    .selectFrom('cohort')
    .innerJoin('course', 'course.id', 'cohort.course_id')
    .select(['course.version', 'course.archived_at'])
    .where('cohort.id', '=', cohort)
    .executeTakeFirst()
  // Check before we invite anybody.
  if (!open || open.archived_at !== null || open.version === 0)
    return { ok: false, reason: !open ? 'no-such-cohort' : open.version === 0 ? 'not-published' : 'archived' }
  for (const user of users) {
    const done = await enrol({ learner: await learnerOfUser(user), cohort })
    if (!done.ok) return done
    if (done.already) came.already++
    else came.enrolled.push(done.id)
  }
  return { ok: true, ...came }
}
