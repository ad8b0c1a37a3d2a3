import 'server-only'
import { CODES_TOGETHER, isCrowd } from '@/scenarios/engine/score/crowd'
import { type Database, database } from '../database'
import { courseVersion } from '../courses/courses'
import { crowdMembers } from './crowd'

interface CodeGroup {
  course: string
  cohort: string
  version: number
}

/**
 * Lists the completed codes of one version once they are a crowd. People who do not count towards it wait and are listed with them. A
 * listed code never changes: a change before completion would reveal whose it is. See docs/decisions/codes.md.
 */
async function listCodes(db: Database, { cohort, version }: CodeGroup, now: number): Promise<number> {
  const waiting = await db
    .selectFrom('enrolment')
    .select('id')
    .where('cohort_id', '=', cohort)
    .where('version', '=', version)
    .where('completed_at', 'is not', null)
    .where('listed_at', 'is', null)
    .execute()
  if (waiting.length < CODES_TOGETHER || !isCrowd((await crowdMembers({ cohort, version }, db)).values(), CODES_TOGETHER)) return 0
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

/** Only the scheduler runs this, so that owners never see codes appear while somebody is working. */
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
