import 'server-only'
import { stringify } from 'csv-stringify/sync'
import { learnerOfUser } from '../accounts/people'
import { database } from '../database'
import { enrol } from './enrolments'
import { inviteToCohort, renewInvitation } from './inviting'
import type { Listed } from './people-list'

export interface Account { id: string; name: string; email: string; enrolled: boolean }
const MOST_FOUND = 20

/** Accounts by a part of their name or address, and whether they are in a course already. */
export async function searchAccounts(course: string, q: string): Promise<Account[]> {
  const part = `%${q.trim().toLowerCase().replace(/[%_]/g, '')}%`
  const found = await database().selectFrom('user').leftJoin('learner', 'learner.user_id', 'user.id').select(['user.id', 'user.name', 'user.email', 'learner.id as learner'])
    .where((e) => e.or([e(e.fn<string>('lower', ['user.name']), 'like', part), e(e.fn<string>('lower', ['user.email']), 'like', part)]))
    .orderBy('user.name').orderBy('user.id').limit(MOST_FOUND).execute()
  const learners = found.flatMap(({ learner }) => learner ?? [])
  const there = learners.length === 0 ? [] : await database().selectFrom('enrolment').select('learner_id')
    .where('course_id', '=', course).where('ended_at', 'is', null).where('learner_id', 'in', learners).execute()
  return found.map(({ learner, ...account }) => ({ ...account, enrolled: there.some((e) => e.learner_id === learner) }))
}

export type Came = { ok: true; enrolled: number; already: number; invited: number } | { ok: false; reason: 'not-published' | 'archived' | 'no-such-cohort' }

/** Enrols accounts by their ids. An id that leads to nobody is passed over. */
export async function enrolAccounts(cohort: string, ids: readonly string[]): Promise<Came> {
  const users = ids.length === 0 ? [] : await database().selectFrom('user').select('id').where('id', 'in', ids).execute()
  return enrolAll(cohort, users.map(({ id }) => async () => id))
}

/** Enrols whoever has an account, and invites the others with the cohort; somebody who is invited already is not again. */
export async function enrolListed(cohort: string, people: readonly Listed[], by: string): Promise<Came> {
  return enrolAll(cohort, people.map(({ email, name }) => async () => {
    const account = await database().selectFrom('user').select('id').where('email', '=', email).executeTakeFirst()
    if (account) return account.id
    return (await inviteToCohort({ email, name, cohort, by })) ? 'invited' : 'waits'
  }))
}

async function enrolAll(cohort: string, people: (() => Promise<string>)[]): Promise<Came> {
  const counts = { enrolled: 0, already: 0, invited: 0 }
  const open = await database().selectFrom('cohort').innerJoin('course', 'course.id', 'cohort.course_id').select(['course.version', 'course.archived_at'])
    .where('cohort.id', '=', cohort).executeTakeFirst()
  // Asked before anybody is invited.
  if (!open || open.archived_at !== null || open.version === 0) return { ok: false, reason: !open ? 'no-such-cohort' : open.version === 0 ? 'not-published' : 'archived' }
  for (const find of people) {
    const user = await find()
    if (user === 'invited') counts.invited++
    else if (user === 'waits') counts.already++
    else {
      const done = await enrol({ learner: await learnerOfUser(user), cohort })
      if (!done.ok) return done
      counts[done.already ? 'already' : 'enrolled']++
    }
  }
  return { ok: true, ...counts }
}

/**
 * The links of everybody who was invited into a cohort and has not come, as CSV. The links are made now, and those made
 * before open nothing any more: the database holds what they are known by, and not the links.
 */
export async function invitationLinks(cohort: string, link: (token: string) => string): Promise<{ csv: string; people: number }> {
  const waiting = await database().selectFrom('invitation').select(['id', 'email', 'name'])
    .where('kind', '=', 'invite').where('cohort_id', '=', cohort).where('expires_at', '>', Date.now()).orderBy('email').execute()
  const rows: string[][] = []
  for (const { id, email, name } of waiting) {
    const token = await renewInvitation(id)
    if (token) rows.push([email ?? '', name ?? '', link(token)])
  }
  return { csv: stringify([['email', 'name', 'link'], ...rows], { escape_formulas: true, bom: true }), people: rows.length }
}
