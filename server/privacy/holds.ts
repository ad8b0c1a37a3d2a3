import 'server-only'
import { z } from 'zod'
import { endOfDay } from '../enrolment/cohorts'
import { type Database, database } from '../database'
import { isOnEverything } from '../organisation/held'
import { newId } from '../platform/tokens'

/** While it lasts, nothing erases what it covers: not retention, the person or an administrator. */
export interface Hold {
  id: string
  /** A person or a course; both are null if it is on everything. */
  user: string | null
  course: string | null
  name: string
  reason: string
  until: number
}

const YEARS = 10
export const HoldSchema = z.object({
  reason: z.string().trim().min(1).max(300),
  /** A day as browsers send it. The hold lasts until the end of that day. */
  until: z.iso
    .date()
    .transform((day) => endOfDay(day)!)
    .refine((at) => at > Date.now() && at < Date.now() + YEARS * 366 * 24 * 3600_000),
})
export type HoldInput = z.infer<typeof HoldSchema>

export const EVERYTHING = 'everything'
export async function placeHold(
  what: { user: string } | { course: string } | typeof EVERYTHING,
  { reason, until }: HoldInput,
): Promise<string> {
  const id = newId()
  const [user_id, course_id] = what === EVERYTHING ? [null, null] : 'user' in what ? [what.user, null] : [null, what.course]
  await database().insertInto('hold').values({ id, user_id, course_id, reason, until, created_at: Date.now() }).execute()
  return id
}

export async function endHold(id: string): Promise<{ user: string | null; course: string | null } | null> {
  const gone = await database().deleteFrom('hold').where('id', '=', id).returning(['user_id', 'course_id']).executeTakeFirst()
  return gone ? { user: gone.user_id, course: gone.course_id } : null
}

export const sweepHolds = async (now: number): Promise<number> =>
  Number((await database().deleteFrom('hold').where('until', '<', now).executeTakeFirst()).numDeletedRows)

export async function listHolds(now = Date.now()): Promise<Hold[]> {
  const rows = await database()
    .selectFrom('hold')
    .leftJoin('user', 'user.id', 'hold.user_id')
    .leftJoin('course', 'course.id', 'hold.course_id')
    .select(['hold.id', 'hold.user_id', 'hold.course_id', 'hold.reason', 'hold.until', 'user.name', 'course.draft'])
    .where('until', '>=', now)
    .orderBy('until')
    .orderBy('hold.id')
    .execute()
  return rows.map(({ id, user_id, course_id, reason, until, name, draft }) => ({
    id,
    user: user_id,
    course: course_id,
    name: name ?? (draft === null ? '' : (JSON.parse(draft) as { title: string }).title),
    reason,
    until,
  }))
}

export async function holdsOn(
  { learner, user }: { learner: string | null; user: string | null },
  db: Database = database(),
  now = Date.now(),
): Promise<{ course: string | null; reason: string; until: number }[]> {
  const ofUser = learner
    ? ((await db.selectFrom('learner').select('user_id').where('id', '=', learner).executeTakeFirst())?.user_id ?? user)
    : user
  const rows = await db
    .selectFrom('hold')
    .select(['course_id', 'reason', 'until'])
    .where('until', '>=', now)
    .where((e) =>
      e.or([
        isOnEverything(e),
        e('user_id', '=', ofUser ?? ''),
        e(
          'course_id',
          'in',
          e
            .selectFrom('enrolment')
            .select('enrolment.course_id')
            .where('learner_id', '=', learner ?? ''),
        ),
      ]),
    )
    .orderBy('until', 'desc')
    .execute()
  return rows.map(({ course_id, reason, until }) => ({ course: course_id, reason, until }))
}
