import 'server-only'
import { pointsOf } from '@/scenarios/engine/score/path'
import { inFives } from '../enrolment/cohorts'
import { database } from '../database'
import type { LinkRow } from '../database/row-types/lti'
import { put } from '../outbox/outbox'
import { newId } from '../platform/tokens'
import { opensAmong } from './links'

/** One score, once the link is over. Filled from stored data, so nothing is lost if the process ends after the attempt. */
export interface Score {
  scoreGiven: number
  scoreMaximum: 100
  activityProgress: 'Completed'
  gradingProgress: 'FullyGraded'
}
export const MAXIMUM = 100

/** @param points of 100, as the learner reads them; null if the platform only gets that it was done */
export const scoreOf = (points: number | null): Score => ({
  scoreGiven: points === null || Number.isNaN(points) ? MAXIMUM : Math.min(MAXIMUM, Math.max(0, Math.round(points))),
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
    .select(['lti_link.id', 'lti_link.disclosed', 'reports', 'quality', 'lti_link.enrolment_id'])
    .where('lineitem', 'is not', null)
    .where('lti_link.disclosed', '!=', 'nothing')
    .where((e) => e.or([e('attempt_result.attempt_id', 'is not', null), e('enrolment.completed_at', 'is not', null)]))
    .where((e) => e.not(e.exists(e.selectFrom('outbox').select('id').whereRef('link_id', '=', 'lti_link.id'))))
    .limit(500)
    .execute()
  for (const { id, enrolment_id, quality, ...link } of over) {
    const points = enrolment_id === null ? pointsOf(quality!) : await coursePoints(enrolment_id)
    await put(database(), [{ id: newId(), kind: 'score', link_id: id, body: scoreOf(sendsResult(link) ? points : null) }], now)
  }
  return over.length
}

/** The mean of the attempts that count; null for a course without any. */
async function coursePoints(enrolment: string): Promise<number | null> {
  const rows = await database()
    .selectFrom('enrolment_item')
    .innerJoin('attempt_result', 'attempt_result.attempt_id', 'enrolment_item.attempt_id')
    .select(['quality', 'enrolment_item.passed'])
    .where('enrolment_id', '=', enrolment)
    // A scenario that does not count has no result in the course.
    .where('enrolment_item.passed', 'is not', null)
    .execute()
  return rows.length === 0 ? null : rows.reduce((sum, { quality }) => sum + pointsOf(quality), 0) / rows.length
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
