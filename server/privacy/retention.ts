import 'server-only'
import { type ExpressionBuilder, sql } from 'kysely'
import { audit } from '../accounts/audit'
import { forgetUnknown } from '../accounts/members'
import { NOTICES_KEPT } from '../accounts/notices'
import { markNewest } from '../enrolment/enrolment'
import { endStanding } from '../reports/compliance'
import { endTombstones } from '../records/erased'
import { forgetActs } from '../records/undo'
import { database, scrubSoon } from '../database'
import { type Course, keepDays } from '@/scenarios/engine/course/course'
import type { Tables } from '../database/row-types/tables'
import { dropUnused } from '../library/archive'
import { everythingHeld } from '../organisation/held'
import { organisation } from '../organisation/organisation'
import { erase } from './erase'
import { sweepHolds } from './holds'

const DAY = 24 * 3600_000
/** How long expired device links and invitations are kept. */
const ENDED = 30 * DAY
/** For learners without an account, without an event. A shorter retention set by the organisation wins. */
export const OPEN_DAYS = 30

export interface DeletionCounts extends Record<string, number> {
  learners: number
  attempts: number
  records: number
  tombstones: number
  standing: number
  lines: number
  invitations: number
}

const NOTHING: DeletionCounts = { learners: 0, attempts: 0, records: 0, tombstones: 0, standing: 0, lines: 0, invitations: 0 }

export const retain = async (): Promise<DeletionCounts | null> => {
  const ended = await endWhatIsOver(Date.now())
  return Object.values(ended).some((n) => n > 0) ? ended : null
}

export async function endWhatIsOver(now: number): Promise<DeletionCounts> {
  // First, because a hold that is over must not protect anything below.
  await sweepHolds(now)
  if (await everythingHeld(now)) return NOTHING
  const { retention } = await organisation()
  const ended: DeletionCounts = {
    learners: await quietLearners(now - retention.anonymous * DAY, now),
    attempts: await leftAttempts(now - OPEN_DAYS * DAY),
    records: await oldRecords(now - retention.records * DAY, now),
    tombstones: await endTombstones(now - retention.records * DAY),
    standing: await endStanding(now - retention.records * DAY),
    lines: Number(
      (
        await database()
          .deleteFrom('audit')
          .where('at', '<', now - retention.audit * DAY)
          .executeTakeFirst()
      ).numDeletedRows,
    ),
    invitations:
      (await oldInvitedRecords(now - retention.records * DAY, now)) +
      Number(
        (
          await database()
            .deleteFrom('invitation')
            .where('expires_at', '<', now - ENDED)
            // Into a course, it is the record of somebody who has not joined.
            .where('cohort_id', 'is', null)
            .executeTakeFirst()
        ).numDeletedRows,
      ),
  }
  await database()
    .deleteFrom('notice')
    .where('seen_at', '<', now - NOTICES_KEPT)
    .execute()
  await forgetUnknown()
  await forgetActs()
  await database().deleteFrom('device_link').where('expires_at', '<', now).execute()
  await dropUnused(now)
  scrubSoon()
  if (Object.values(ended).some((n) => n > 0)) await audit({ actor: 'system', action: 'data.retained', detail: ended })
  return ended
}

async function quietLearners(before: number, now: number): Promise<number> {
  const quiet = await database()
    .selectFrom('learner')
    .select('id')
    .where('user_id', 'is', null)
    .where('created_at', '<', before)
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('attempt').select('attempt.id').whereRef('attempt.learner_id', '=', 'learner.id').where('started_at', '>=', before),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('event')
            .innerJoin('attempt', 'attempt.id', 'event.attempt_id')
            .select('event.seq')
            .whereRef('attempt.learner_id', '=', 'learner.id')
            .where('event.at', '>=', before),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('enrolment')
            .select('enrolment.id')
            .whereRef('enrolment.learner_id', '=', 'learner.id')
            // Completed course records have a retention of their own.
            .where((w) => w.or([w('enrolled_at', '>=', before), w('completed_at', 'is not', null)])),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('enrolment')
            .innerJoin('hold', 'hold.course_id', 'enrolment.course_id')
            .select('hold.id')
            .whereRef('enrolment.learner_id', '=', 'learner.id')
            .where('hold.until', '>=', now),
        ),
      ),
    )
    .execute()
  for (const { id } of quiet) await erase({ learner: id, user: null })
  return quiet.length
}

async function leftAttempts(before: number): Promise<number> {
  const { numDeletedRows } = await database()
    .deleteFrom('attempt')
    .where('started_at', '<', before)
    .where('learner_id', 'in', (q) => q.selectFrom('learner').select('id').where('user_id', 'is', null))
    .where((e) =>
      e.not(
        e.exists(
          e.selectFrom('attempt_result').select('attempt_result.attempt_id').whereRef('attempt_result.attempt_id', '=', 'attempt.id'),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(e.selectFrom('event').select('event.seq').whereRef('event.attempt_id', '=', 'attempt.id').where('event.at', '>=', before)),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('enrolment_item')
            .select('enrolment_item.item')
            .where((i) =>
              i.or([
                i('enrolment_item.attempt_id', '=', i.ref('attempt.id')),
                i.and([i('attempt.purpose', '=', 'repeat'), i('enrolment_item.attempt_id', '=', i.ref('attempt.parent'))]),
              ]),
            ),
        ),
      ),
    )
    .executeTakeFirst()
  return Number(numDeletedRows)
}

const heldRecord = (e: ExpressionBuilder<Tables, 'enrolment'>, now: number) =>
  e
    .selectFrom('hold')
    .leftJoin('learner', 'learner.user_id', 'hold.user_id')
    .select('hold.id')
    .where('hold.until', '>=', now)
    .where((w) => w.or([w('hold.course_id', '=', w.ref('enrolment.course_id')), w('learner.id', '=', w.ref('enrolment.learner_id'))]))

async function oldRecords(before: number, now: number): Promise<number> {
  const over = sql<number>`${now} - keep_days * ${DAY}`
  const { numDeletedRows } = await database()
    .deleteFrom('enrolment')
    .where((e) => e.or([e('completed_at', '<', before), e('ended_at', '<', before)]))
    // A course may keep its records longer.
    .where((e) => e.or([e('keep_days', 'is', null), e(e.fn.coalesce('completed_at', 'ended_at'), '<', over)]))
    .where((e) => e.not(e.exists(heldRecord(e, now))))
    // A certificate is valid until then. Without one it is kept as long, or owners could see who had one.
    .where((e) => e.or([e('renew_at', 'is', null), e('renew_at', '<=', now)]))
    .executeTakeFirst()
  await markLeftOver()
  return Number(numDeletedRows)
}

/** Of people who never joined: once they are gone, exempt, or their course is archived. */
async function oldInvitedRecords(before: number, now: number): Promise<number> {
  const courses = await database()
    .selectFrom('course as k')
    .leftJoin('course_version as v', (join) => join.onRef('v.course_id', '=', 'k.id').onRef('v.version', '=', 'k.version'))
    .select(['k.id', 'k.archived_at', 'v.body'])
    .where((e) => e.not(e.exists(e.selectFrom('hold').select('id').whereRef('hold.course_id', '=', 'k.id').where('hold.until', '>=', now))))
    .execute()
  let ended = 0
  for (const { id, archived_at, body } of courses) {
    const kept = body === null ? null : keepDays(JSON.parse(body) as Course)
    const over = kept === null ? before : Math.min(before, now - kept * DAY)
    const { numDeletedRows } = await database()
      .deleteFrom('invitation')
      .where('cohort_id', 'in', (q) => q.selectFrom('cohort').select('id').where('course_id', '=', id))
      .$if(archived_at === null || archived_at >= over, (q) => q.where((e) => e.or([e('ended_at', '<', over), e('exempt_at', '<', over)])))
      .executeTakeFirst()
    ended += Number(numDeletedRows)
  }
  return ended
}

/** If the newest enrolment was deleted before an older one that is still valid, the record shows the older one again. */
async function markLeftOver(): Promise<void> {
  const alone = await database()
    .selectFrom('enrolment as e')
    .select(['e.learner_id', 'e.course_id'])
    .distinct()
    .where('e.newest', '=', 0)
    .where((x) =>
      x.not(
        x.exists(
          x
            .selectFrom('enrolment as n')
            .select('n.id')
            .whereRef('n.learner_id', '=', 'e.learner_id')
            .whereRef('n.course_id', '=', 'e.course_id')
            .where('n.newest', '=', 1),
        ),
      ),
    )
    .execute()
  for (const { learner_id, course_id } of alone) await markNewest(database(), learner_id, course_id)
}
