import 'server-only'
import { CODES_TOGETHER } from '@/scenarios/engine/score/crowd'
import { type Database, database } from '../database'
import { courseVersion } from './courses'
import { isCrowd, standings } from './crowd'

interface Waiting {
  course: string
  cohort: string
  version: number
}

/**
 * Lists the codes of those in a cohort who have completed their course, once a crowd is among them; of one version, since
 * versions differ in what they count. Whoever counts towards no crowd waits with the others and is listed with them. Nothing
 * of a code changes afterwards: before it is complete, its change would tell whose it is. See docs/decisions/codes.md.
 */
async function listCodes(db: Database, { cohort, version }: Waiting, now: number): Promise<number> {
  const waiting = await db
    .selectFrom('enrolment')
    .select('id')
    .where('cohort_id', '=', cohort)
    .where('version', '=', version)
    .where('completed_at', 'is not', null)
    .where('listed_at', 'is', null)
    .execute()
  if (waiting.length < CODES_TOGETHER || !isCrowd((await standings({ cohort, version }, db)).values(), CODES_TOGETHER)) return 0
  const { numUpdatedRows } = await db
    .updateTable('enrolment')
    .set({ listed_at: now })
    .where(
      'id',
      'in',
      waiting.map(({ id }) => id),
    )
    .where('listed_at', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** For the scheduler, and at no other time: an owner does not see codes come while somebody is at work. */
export async function listWaiting(now = Date.now()): Promise<{ codes: number } | null> {
  const groups = await database()
    .selectFrom('enrolment')
    .select(['course_id as course', 'cohort_id as cohort', 'version'])
    .distinct()
    .where('completed_at', 'is not', null)
    .where('listed_at', 'is', null)
    .execute()
  let codes = 0
  for (const group of groups) {
    if ((await courseVersion(group.course, group.version)).people !== 'codes') continue
    codes += await database()
      .transaction()
      .execute((db) => listCodes(db, group, now))
  }
  return codes > 0 ? { codes } : null
}

/** How many wait, as it may be told: in full groups, so that nobody is seen to come or go. */
export const inFives = (waiting: number): number => Math.floor(waiting / CODES_TOGETHER) * CODES_TOGETHER
