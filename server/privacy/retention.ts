import 'server-only'
import { audit } from '../accounts/audit'
import { NOTICES_KEPT } from '../accounts/notices'
import { endTombstones } from '../courses/tombstones'
import { database, scrubSoon } from '../database'
import { organisation } from '../organisation'
import { erase } from './erase'

const DAY = 24 * 3600_000
/** A link to another device and an invitation are of no use once they have ended. */
const ENDED = 30 * DAY

/** How many of each were deleted. */
export interface Ended extends Record<string, number> { learners: number; records: number; tombstones: number; lines: number; invitations: number }

/** As a job. */
export const retain = async (): Promise<Ended | null> => {
  const ended = await endWhatIsOver(Date.now())
  return Object.values(ended).some((n) => n > 0) ? ended : null
}

/** Deletes what has been kept as long as the organisation set. Doing it twice deletes nothing more. */
export async function endWhatIsOver(now: number): Promise<Ended> {
  const { retention } = await organisation()
  const ended: Ended = {
    learners: await quietLearners(now - retention.anonymous * DAY),
    records: await oldRecords(now - retention.records * DAY, now),
    tombstones: await endTombstones(now - retention.records * DAY),
    lines: Number((await database().deleteFrom('audit').where('at', '<', now - retention.audit * DAY).executeTakeFirst()).numDeletedRows),
    invitations: Number((await database().deleteFrom('invitation').where('expires_at', '<', now - ENDED).executeTakeFirst()).numDeletedRows),
  }
  await database().deleteFrom('notice').where('at', '<', now - NOTICES_KEPT).execute()
  await database().deleteFrom('device_link').where('expires_at', '<', now).execute()
  scrubSoon()
  if (Object.values(ended).some((n) => n > 0)) await audit({ actor: 'system', action: 'data.retained', detail: ended })
  return ended
}

/** Learners without an account who have done nothing since. */
async function quietLearners(before: number): Promise<number> {
  const quiet = await database().selectFrom('learner').select('id').where('user_id', 'is', null).where('created_at', '<', before)
    .where((e) => e.not(e.exists(e.selectFrom('attempt').select('attempt.id').whereRef('attempt.learner_id', '=', 'learner.id').where('started_at', '>=', before))))
    .where((e) => e.not(e.exists(e.selectFrom('event').innerJoin('attempt', 'attempt.id', 'event.attempt_id').select('event.seq')
      .whereRef('attempt.learner_id', '=', 'learner.id').where('event.at', '>=', before))))
    .where((e) => e.not(e.exists(e.selectFrom('enrolment').select('enrolment.id').whereRef('enrolment.learner_id', '=', 'learner.id')
      // A record of a course that was completed has a time of its own.
      .where((w) => w.or([w('enrolled_at', '>=', before), w('completed_at', 'is not', null)])))))
    .execute()
  for (const { id } of quiet) await erase({ learner: id, user: null })
  return quiet.length
}

/** Enrolments that were completed or ended before, with their certificates. */
async function oldRecords(before: number, now: number): Promise<number> {
  const { numDeletedRows } = await database().deleteFrom('enrolment')
    .where((e) => e.or([e('completed_at', '<', before), e('ended_at', '<', before)]))
    // A certificate that still holds is not taken away.
    .where((e) => e.not(e.exists(e.selectFrom('certificate').select('code').whereRef('certificate.enrolment_id', '=', 'enrolment.id').where('expires_at', '>', now))))
    .executeTakeFirst()
  return Number(numDeletedRows)
}
