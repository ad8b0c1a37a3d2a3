/** Each act by the product's own functions, as its pages and handlers call them. */
import type { Change } from '@/scenarios/engine/course/acts'
import { type Course, isMissed } from '@/scenarios/engine/course/course'
import { RecordFilter } from '@/scenarios/engine/course/records'
import { newSetUpLink } from '@/server/accounts/invitations'
import { mailAll, inviteOnly } from '@/server/accounts/invitation-list'
import { SSO_ID } from '@/server/accounts/paths'
import { type Person, learnerOfUser, rolesOf } from '@/server/accounts/people'
import { change, selectedLines } from '@/server/records/bulk-acts'
import { invitedInto } from '@/server/enrolment/open-cohorts'
import { changeCohort, createCohort } from '@/server/enrolment/cohorts'
import { openAttempt, playAgain } from '@/server/enrolment/attempts'
import { createCourse, publishCourse, readCourse, saveDraft } from '@/server/courses/courses'
import { enrol, enrolmentsOf, readEnrolment, mayRenew } from '@/server/enrolment/enrolment'
import { openItem, seeTerms, readItem } from '@/server/enrolment/progress'
import { enrolListed } from '@/server/enrolment/add-people'
import { setRule } from '@/server/enrolment/rules'
import { cohortsOf, readRecords } from '@/server/records/records'
import { remindCohort, notifyEnrolled } from '@/server/reminders/reminders'
import { database, store as kept } from '@/server/database'
import { begin, carryOn } from '@/server/directory/apply'
import { compare, store } from '@/server/directory/reading'
import { newId } from '@/server/platform/tokens'
import { erase } from '@/server/privacy/erase'
import { placeHold } from '@/server/privacy/holds'
import { removePerson } from '@/server/privacy/remove-person'
import { join, setUp } from '@/server/sign-in/joining'
import { type Manner, type PlayResult, playToTheEnd } from './play'

const PASSWORD = 'a long sentence of one’s own'

export async function chief(email: string): Promise<Person> {
  const link = (await newSetUpLink())!
  const made = await setUp(link.slice(link.lastIndexOf('/') + 1), { email, name: 'Vera Chief', password: PASSWORD })
  if (!made.ok) throw new Error(made.reason)
  return { id: made.user, name: 'Vera Chief', email, roles: await rolesOf(made.user) }
}
export async function colleague(by: Person, email: string, name: string, roles: Person['roles']): Promise<Person> {
  const { invited } = await inviteOnly([{ line: 1, email, name, roles }], { mail: true, by: by.id })
  const made = await join(invited[0]!.token, { name, password: PASSWORD }, email)
  if (!made.ok) throw new Error(made.reason)
  return { id: made.user, name, email, roles: await rolesOf(made.user) }
}
export async function accept(token: string, name: string, vouched: boolean): Promise<{ user: string; learner: string }> {
  const made = await join(token, { name, password: PASSWORD }, token)
  if (!made.ok) throw new Error(`an invitation was refused: ${made.reason}`)
  const at = kept().kind === 'postgres' ? new Date() : new Date().toISOString()
  const account = { id: newId(), userId: made.user, providerId: SSO_ID, accountId: made.user, createdAt: at, updatedAt: at }
  if (vouched)
    await database()
      .insertInto('account')
      .values(account as never)
      .execute()
  return { user: made.user, learner: await learnerOfUser(made.user) }
}

export async function course(draft: Course, cohort: string, owner: Person): Promise<{ id: string; first: string }> {
  const id = await createCourse(draft, cohort, owner.id)
  await publish(id)
  const [first] = (await cohortsOf(id)).keys()
  return { id, first: first! }
}
export async function publish(id: string): Promise<void> {
  const done = await publishCourse(id)
  if (!done.ok) throw new Error(done.reason)
}
export async function editAndPublish(id: string, change: Partial<Course>): Promise<void> {
  const { draft, updatedAt } = (await readCourse(id))!
  if (!(await saveDraft(id, { ...draft, ...change }, updatedAt))) throw new Error('the draft was not saved')
  await publish(id)
}
export const cohort = (courseId: string, name: string): Promise<string> => createCohort(courseId, { name, due: '' })
export const fillsWith = (id: string, rule: { unit: string } | { everyone: true }): Promise<unknown> =>
  setRule(id, { unit: '', site: '', group: '', ...rule })
export const cohortNames = async (courseId: string): Promise<[string, string][]> => [...(await cohortsOf(courseId))]
export const setDay = (id: string, name: string, due: string): Promise<void> => changeCohort(id, { name, due })
export const remindAll = (courseId: string, cohortId: string) => remindCohort(courseId, cohortId)

export async function list(into: string, people: readonly { email: string; name: string }[], by: Person): Promise<void> {
  const came = await enrolListed(into, people, true, by.id)
  if (!came.ok) throw new Error(came.reason)
  await mailAll(came.invited, await invitedInto(into))
  await notifyEnrolled(came.enrolled, by.id)
}

/** @returns the act, by which it can be undone */
export async function act(courseId: string, address: string, what: Change, by: Person): Promise<string> {
  const { rows } = await readRecords(courseId, RecordFilter.parse({ q: address }))
  const own = rows.filter(({ email }) => email === address)
  if (own.length !== 1) throw new Error(`${own.length} lines are found of ${address}`)
  const targets = await selectedLines(courseId, { lines: own.map(({ key }) => key) })
  const done = await change(courseId, targets, what, by.id)
  if (done.id === null) throw new Error(`nothing was done to ${address}`)
  return done.id
}

export async function directory(
  people: readonly { address: string; name: string; unit: string; site: string; joined: string }[],
  by: Person,
): Promise<void> {
  const lines = people.map(({ address, name, unit, site, joined }) => [address, name, unit, site, joined].join(','))
  const reading = await compare(Buffer.from(['email,name,unit,site,start date', ...lines].join('\n')))
  if (reading.failed || reading.counts.problem > 0) throw new Error(`the directory could not be read: ${JSON.stringify(reading.failed)}`)
  const run = await store(reading, { source: 'upload', by: by.id, state: 'ready' })
  const begun = await begin(run, by.id)
  if (begun !== 'begun') throw new Error(`the directory is not applied: ${begun}`)
  await carryOn(run)
}

/** @returns false if a hold covers one of their records */
export async function eraseSelf({ learner, user }: { learner: string | null; user: string | null }): Promise<boolean> {
  const done = await erase({ learner, user })
  if (done === 'last-administrator') throw new Error(`an erasure was refused: ${done}`)
  return done === 'erased'
}
/** @returns false if a hold covers one of their records */
export async function eraseFor(user: string, by: Person): Promise<boolean> {
  const done = await removePerson(user, by)
  if (!done.ok && done.reason !== 'on-hold') throw new Error(`a removal was refused: ${done.reason}`)
  return done.ok
}
export const hold = (what: { user: string } | { course: string }, until: number): Promise<string> =>
  placeHold(what, { reason: 'An inquiry', until })

const current = async (learner: string, courseId: string) => {
  const found = (await enrolmentsOf(learner)).find(({ row }) => row.course_id === courseId)
  if (!found) throw new Error('a learner does not find their course')
  return found
}

/** For one part, or to the end. @returns what was done in a scenario, if there was one */
export async function study(learner: string, courseId: string, far: 'one' | 'all', manner: Manner): Promise<PlayResult | null> {
  const { row } = await current(learner, courseId)
  let played: PlayResult | null = null
  await seeTerms(row.id)
  for (;;) {
    const enrolment = (await readEnrolment(learner, row.id))!
    const item = enrolment.progress.next
    if (item === null) return played
    if (!openItem(enrolment, item.id)) throw new Error('a learner finds the next part closed')
    if (item.kind === 'scenario') played = await playToTheEnd(learner, (await openAttempt(enrolment, item, 'en'))!, manner)
    else await readItem(row.id, item.id)
    if (far === 'one') return played
  }
}

/** Plays well again what has not held, so that the course is passed. */
export async function repeat(learner: string, courseId: string): Promise<void> {
  const { row } = await current(learner, courseId)
  const enrolment = (await readEnrolment(learner, row.id))!
  for (const item of enrolment.course.items) {
    if (item.kind !== 'scenario' || !isMissed(enrolment.items.find((known) => known.item === item.id))) continue
    await playToTheEnd(learner, (await playAgain(enrolment, item, 'en'))!, { well: true, reports: 1, sure: true })
  }
}

export async function renew(learner: string, courseId: string): Promise<void> {
  const { row } = await current(learner, courseId)
  if (!mayRenew(row, Date.now())) throw new Error('a learner may not renew')
  const made = await enrol({ learner, cohort: row.cohort_id, renews: row.id })
  if (!made.ok || made.already) throw new Error('a renewal was refused')
}
