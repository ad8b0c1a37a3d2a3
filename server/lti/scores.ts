import 'server-only'
import { lowest } from '@/scenarios/engine/course/ended'
import { inFives } from '../enrolment/cohorts'
import { endedIn } from '../enrolment/enrolment'
import { database } from '../database'
import type { LinkRow } from '../database/row-types/lti'
import { put } from '../outbox/outbox'
import { newId } from '../platform/tokens'
import { bestOf } from '../learning/repeats'
import { opensAmong } from './links'

/** One score, once the link is over. Filled from stored data, so nothing is lost if the process ends after the attempt. */
export interface Score {
  scoreGiven: number
  scoreMaximum: 100
  activityProgress: 'Completed'
  gradingProgress: 'FullyGraded'
}
export const MAXIMUM = 100

/** @param result 0 to 100; null if the platform only gets that it was done */
export const scoreOf = (result: number | null): Score => ({
  scoreGiven: result ?? MAXIMUM,
  scoreMaximum: MAXIMUM,
  activityProgress: 'Completed',
  gradingProgress: 'FullyGraded',
})

/** Never more than the learner was shown, or than the platform is set to get now. */
export const sendsResult = ({ disclosed, reports }: Pick<LinkRow, 'disclosed'> & { reports: string }): boolean =>
  disclosed === 'result' && reports === 'result'

export async function fillOutbox(now = Date.now()): Promise<number> {
  const over = await database()
    .selectFrom('lti_link')
    .innerJoin('lti_platform', 'lti_platform.id', 'lti_link.platform_id')
    .leftJoin('attempt_result', 'attempt_result.attempt_id', 'lti_link.attempt_id')
    .leftJoin('enrolment', 'enrolment.id', 'lti_link.enrolment_id')
    .select(['lti_link.id', 'lti_link.disclosed', 'reports', 'lti_link.attempt_id', 'lti_link.enrolment_id'])
    .where('lineitem', 'is not', null)
    .where('lti_link.disclosed', '!=', 'nothing')
    .where((e) => e.or([e('attempt_result.attempt_id', 'is not', null), e('enrolment.completed_at', 'is not', null)]))
    .where((e) => e.not(e.exists(e.selectFrom('outbox').select('id').whereRef('link_id', '=', 'lti_link.id'))))
    .limit(500)
    .execute()
  for (const { id, attempt_id, enrolment_id, ...link } of over) {
    const result = !sendsResult(link)
      ? null
      : enrolment_id === null
        ? await bestOf(database(), attempt_id!)
        : await courseResult(enrolment_id)
    await put(database(), [{ id: newId(), kind: 'score', link_id: id, body: scoreOf(result) }], now)
  }
  return over.length
}

/** Null for a course in which nothing has a result. */
async function courseResult(enrolment: string): Promise<number | null> {
  const rows = await database().selectFrom('enrolment_item').select(['outcome', 'result']).where('enrolment_id', '=', enrolment).execute()
  return lowest(rows.flatMap((row) => endedIn(row) ?? []))
}

export async function sendAgain(platform: string, now = Date.now()): Promise<number> {
  const { numUpdatedRows } = await database()
    .updateTable('outbox')
    .set({ state: 'due', reason: null, tries: 0, due_at: now })
    .where('state', '=', 'failed')
    .where('link_id', 'in', (q) => q.selectFrom('lti_link').select('id').where('platform_id', '=', platform))
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/** Numbers are in fives, so that a single person does not show. */
export interface ScoreCounts {
  sent: number
  /** Scores that the platform has not accepted and that we try again; null if there are none. */
  waiting: number | null
  failed: { reason: string; n: number }[]
}
/** @param among these courses, and scenarios, because the viewer may know of them; null for all */
export async function scoreCounts(platform: string, among: ReadonlySet<string> | null): Promise<ScoreCounts> {
  const rows = await database()
    .selectFrom('outbox')
    .innerJoin('lti_link', 'lti_link.id', 'link_id')
    .select((e) => ['state', 'reason', e('tries', '>', 0).as('tried'), e.fn.countAll<number | string>().as('n')])
    .where('platform_id', '=', platform)
    .where(opensAmong(among))
    .groupBy(['state', 'reason', 'tried'])
    .execute()
  const count = (some: typeof rows): number => some.reduce((sum, { n }) => sum + Number(n), 0)
  const waiting = count(rows.filter(({ state, tried }) => state === 'due' && Boolean(tried)))
  return {
    sent: inFives(count(rows.filter(({ state }) => state === 'sent'))),
    waiting: waiting === 0 ? null : inFives(waiting),
    failed: rows.filter(({ state }) => state === 'failed').map(({ reason, n }) => ({ reason: reason ?? '', n: inFives(Number(n)) })),
  }
}
