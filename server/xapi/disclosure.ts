import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import type { ScenarioKind } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import { config } from '../platform/config'

/** What a learning record store gets about a finished scenario, and how it identifies the person. Learners read it before they play. */
export interface XapiDisclosure {
  report: 'completion' | 'results' | 'answers'
  actor: 'code' | 'email'
}

export const isStating = (): boolean => config().XAPI_ENDPOINT !== undefined

/**
 * Never more than the learner was shown elsewhere: for a course what its terms say, and no decision; for a tutorial only that it was
 * played; for a scenario that may be skipped nothing, because nobody sees whether it was played.
 */
export function statedOf(
  scenario: { kind: ScenarioKind; skippable?: unknown },
  course: Pick<Course, 'shares' | 'people'> | null,
): XapiDisclosure | null {
  if (!isStating() || scenario.skippable) return null
  const { XAPI_REPORT: wanted, XAPI_ACTOR: actor } = config()
  const most = scenario.kind === 'tutorial' ? 'completion' : (course?.shares ?? 'answers')
  return { report: REPORTS[Math.min(REPORTS.indexOf(wanted), REPORTS.indexOf(most))]!, actor: course?.people === 'codes' ? 'code' : actor }
}
const REPORTS: readonly XapiDisclosure['report'][] = ['completion', 'results', 'answers']

const SINCE = 'statements'

/** Since when the settings are as they are now. We send nothing about earlier attempts, because their learners read something else or nothing. */
export async function statedSince(now: number, db: Database = database()): Promise<number> {
  const { XAPI_REPORT, XAPI_ACTOR } = config()
  const body = JSON.stringify({ report: XAPI_REPORT, actor: XAPI_ACTOR })
  const row = await db.selectFrom('setting').select(['body', 'updated_at']).where('name', '=', SINCE).executeTakeFirst()
  if (row?.body === body) return row.updated_at
  await db
    .insertInto('setting')
    .values({ name: SINCE, body, updated_at: now })
    .onConflict((c) => c.column('name').doUpdateSet({ body, updated_at: now }))
    .execute()
  return now
}

/**
 * Notes the settings before anybody can read them, so that the first attempt after a change counts. If no store is set up, the time starts
 * again once there is one.
 */
export async function noteDisclosure(): Promise<void> {
  if (isStating()) await statedSince(Date.now())
  else await database().deleteFrom('setting').where('name', '=', SINCE).execute()
}
