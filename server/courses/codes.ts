import 'server-only'
import { dueAt } from '@/scenarios/engine/course'
import { CODES_TOGETHER } from '@/scenarios/engine/score/crowd'
import { type Database, database } from '../database'
import { courseVersion } from './courses'
import { isCrowd, standings } from './crowd'

interface Waiting { course: string; cohort: string; version: number }

/**
 * Lists the codes that wait in a cohort once a crowd is among them; of one version, since versions differ in what they count.
 * Whoever counts towards no crowd waits with the others and is listed with them. From then on all are due together, with the
 * last of them: a day of one's own would tell who came when. See docs/decisions/codes.md.
 */
export async function listCodes(db: Database, { course, cohort, version }: Waiting, cohortDue: number | null, now: number): Promise<number> {
  const waiting = await db.selectFrom('enrolment').select(['id', 'learner_id']).where('cohort_id', '=', cohort).where('version', '=', version).where('listed_at', 'is', null).execute()
  if (waiting.length < CODES_TOGETHER) return 0
  const known = await standings({ cohort, version }, db)
  if (!isCrowd(known.values(), CODES_TOGETHER)) return 0
  const due = dueAt(await courseVersion(course, version, db), now, cohortDue)
  await db.updateTable('enrolment').set({ listed_at: now, due_at: due }).where('id', 'in', waiting.map(({ id }) => id)).where('listed_at', 'is', null).execute()
  return waiting.length
}

/** For the scheduler: an address that was proven since, or a role that was taken back, makes a crowd of those who wait. */
export async function listWaiting(now = Date.now()): Promise<{ codes: number } | null> {
  const groups = await database().selectFrom('enrolment as e').innerJoin('cohort as c', 'c.id', 'e.cohort_id')
    .select(['e.course_id as course', 'e.cohort_id as cohort', 'e.version', 'c.due_at']).distinct().where('e.listed_at', 'is', null).execute()
  let codes = 0
  for (const { due_at, ...group } of groups) {
    if ((await courseVersion(group.course, group.version)).people !== 'codes') continue
    codes += await database().transaction().execute((db) => listCodes(db, group, due_at, now))
  }
  return codes > 0 ? { codes } : null
}

/** How many wait, as it may be told: in full groups, so that nobody is seen to come or go. */
export const inFives = (waiting: number): number => Math.floor(waiting / CODES_TOGETHER) * CODES_TOGETHER
