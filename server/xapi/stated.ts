import 'server-only'
import type { Course } from '@/scenarios/engine/course/course'
import type { ScenarioKind } from '@/scenarios/engine/format/schema'
import { type Database, database } from '../database'
import { config } from '../platform/config'

/** What a learning record store is told of a finished scenario, and how it knows who it was. Learners read it before they play. */
export interface XapiDisclosure {
  report: 'completion' | 'results' | 'answers'
  actor: 'code' | 'email'
}

export const isStating = (): boolean => config().XAPI_ENDPOINT !== undefined

/**
 * Never more than the learner was told elsewhere: of a course, what its terms let the organisation see, and no decision; of a tutorial,
 * that it was played; of a scenario that one may skip, nothing, since nobody sees whether it was played or skipped.
 * @param course in which it is played, if it is
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

/**
 * Since when learners read before they play what is stated now: only what was begun after that is stated. Whoever began when nothing was
 * set up, or something else, was told something else.
 * @returns milliseconds since 1970; `now` if it is stated for the first time
 */
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

/** Nothing is stated any more: whoever sets it up again begins anew. */
export const statedNoMore = (): Promise<unknown> => database().deleteFrom('setting').where('name', '=', SINCE).execute()
