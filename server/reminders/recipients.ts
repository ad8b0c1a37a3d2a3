import 'server-only'
import type { ExpressionBuilder } from 'kysely'
import type { Turn } from '@/scenarios/engine/course/items'
import { FREED } from '../accounts/unproven-address'
import { type Database, database } from '../database'
import type { Tables } from '../database/row-types/tables'
import { codeVersions } from '../courses/courses'
import { namesPeople } from '../enrolment/counted'

const DAY = 24 * 3600_000
/** A person hears about a course at most once in this time, whatever the reason. Invitations and letters about enrolments count too. */
export const BETWEEN = 7 * DAY
const BETWEEN_RENEWALS = 14 * DAY
/** How long before the due day we remind of an open course, and before renewal of a completed one. */
const DUE_WITHIN = 7 * DAY
const RENEW_WITHIN = 30 * DAY
/** How long letters with new links may be on their way. */
const SENDING = 3600_000
/** How often we remind people of an invitation. After that its owner decides. */
const MOST_INVITED = 4

export interface Candidate {
  id: string
  learner_id: string
  course_id: string
  version: number
  turn: Turn
  due_at: number | null
  completed_at: number | null
  renew_at: number | null
  /** When the last letter about this enrolment went out. */
  letter_at: number | null
  reminding_until: number | null
  /** When the person last heard about this course, also in an earlier enrolment. */
  notified_at: number | string | null
  user_id: string
  name: string
  email: string
}

/** Open ones, or due for renewal. A complete code does not end when its holder leaves, so we check the person too. */
export const candidates = (db: Database) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .innerJoin('user as u', 'u.id', 'l.user_id')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .select((x) => [
      'e.id',
      'e.learner_id',
      'e.course_id',
      'e.version',
      'e.turn',
      'e.due_at',
      'e.completed_at',
      'e.renew_at',
      'e.notified_at as letter_at',
      'e.reminding_until',
      'u.id as user_id',
      'u.name',
      'u.email',
      x
        .selectFrom('enrolment as o')
        .select((o) => o.fn.max('o.notified_at').as('at'))
        .whereRef('o.learner_id', '=', 'e.learner_id')
        .whereRef('o.course_id', '=', 'e.course_id')
        .as('notified_at'),
    ])
    .where('e.ended_at', 'is', null)
    .where('e.exempt_at', 'is', null)
    .where('u.email', 'not like', `%${FREED}`)
    .where((x) =>
      x.not(x.exists(x.selectFrom('member as m').select('m.id').whereRef('m.id', '=', 'e.member_id').where('m.state', '=', 'left'))),
    )
    .where((x) =>
      x.or([
        x('e.completed_at', 'is', null),
        x.and([
          x('c.archived_at', 'is', null),
          x.not(x.exists(x.selectFrom('enrolment as n').select('n.id').whereRef('n.renews', '=', 'e.id'))),
        ]),
      ]),
    )

type ReminderReason = 'overdue' | 'due' | 'renew' | 'open'
/** Null for nothing. @param asked whether its owner asked for it, so that it does not have to be due */
export function saying(
  { due_at, completed_at, renew_at, notified_at }: Pick<Candidate, 'due_at' | 'completed_at' | 'renew_at' | 'notified_at'>,
  now: number,
  asked = false,
): ReminderReason | null {
  const quiet = (every: number) => notified_at === null || Number(notified_at) <= now - every
  if (completed_at !== null) return renew_at !== null && renew_at <= now + RENEW_WITHIN && quiet(BETWEEN_RENEWALS) ? 'renew' : null
  if (!quiet(BETWEEN)) return null
  if (due_at !== null && due_at < now) return 'overdue'
  if (due_at !== null && due_at <= now + DUE_WITHIN) return 'due'
  return asked ? 'open' : null
}

type Rows = ExpressionBuilder<Tables & { e: Tables['enrolment'] }, 'e'>
/** The same rule in SQL. */
const quiet = (x: Rows, now: number, every: number) =>
  x.not(
    x.exists(
      x
        .selectFrom('enrolment as o')
        .select('o.id')
        .whereRef('o.learner_id', '=', 'e.learner_id')
        .whereRef('o.course_id', '=', 'e.course_id')
        .where('o.notified_at', '>', now - every),
    ),
  )
const free = (x: Rows, now: number) => x.or([x('e.reminding_until', 'is', null), x('e.reminding_until', '<=', now)])

export const dueNow = (now: number, most: number): Promise<Candidate[]> =>
  candidates(database())
    .where((x) =>
      x.or([
        x.and([x('e.completed_at', 'is', null), x('e.due_at', '<=', now + DUE_WITHIN), quiet(x as unknown as Rows, now, BETWEEN)]),
        x.and([
          x('e.completed_at', 'is not', null),
          x('e.renew_at', '<=', now + RENEW_WITHIN),
          quiet(x as unknown as Rows, now, BETWEEN_RENEWALS),
        ]),
      ]),
    )
    .where((x) => free(x as unknown as Rows, now))
    .orderBy('e.learner_id')
    .limit(most)
    .execute()

/** Completed since yesterday, by name, and not told yet. Not by code: the time of a letter would tell whose a new code is. */
export const completedNow = (now: number, most: number): Promise<Candidate[]> =>
  candidates(database())
    .where('e.completed_at', '>', now - DAY)
    .where('e.completed_at', '<=', now)
    .where((x) => x.or([x('e.notified_at', 'is', null), x('e.notified_at', '<', x.ref('e.completed_at'))]))
    .where(namesPeople())
    .where((x) => free(x as unknown as Rows, now))
    .orderBy('e.learner_id')
    .limit(most)
    .execute()

/** Due or not. Leaves out people shown as codes: the number of reminders would reveal who is done. */
async function askable(course: string, cohort: string, now: number) {
  const codes = [0, ...(await codeVersions(course))]
  return candidates(database())
    .where('e.cohort_id', '=', cohort)
    .where('e.completed_at', 'is', null)
    .where('e.version', 'not in', codes)
    .where((x) => quiet(x as unknown as Rows, now, BETWEEN))
    .where((x) => free(x as unknown as Rows, now))
}
export const askedNow = async (course: string, cohort: string, now: number, most: number): Promise<Candidate[]> =>
  (await askable(course, cohort, now)).orderBy('e.learner_id').limit(most).execute()

export async function remindable(course: string, cohort: string, now = Date.now()): Promise<number> {
  const enrolled = await (await askable(course, cohort, now))
    .clearSelect()
    .select((x) => x.fn.count<number | string>('e.learner_id').distinct().as('n'))
    .executeTakeFirstOrThrow()
  const waiting = await invited(now, { cohort, byName: await isByName(course) })
    .select((x) => x.fn.count<number | string>('i.email').distinct().as('n'))
    .executeTakeFirstOrThrow()
  return Number(enrolled.n) + Number(waiting.n)
}
/** Whether people who join now are shown by name. */
async function isByName(course: string): Promise<boolean> {
  const row = await database().selectFrom('course').select('version').where('id', '=', course).executeTakeFirst()
  return row !== undefined && !(await codeVersions(course)).includes(row.version)
}

type OfInvitation = ExpressionBuilder<Tables & { i: Tables['invitation']; h: Tables['cohort'] }, 'i' | 'h'>
/** All invitations of the same address into the same course. */
const likewise = (x: OfInvitation) =>
  x
    .selectFrom('invitation as o')
    .innerJoin('cohort as oh', 'oh.id', 'o.cohort_id')
    .select('o.id')
    .whereRef('o.email', '=', 'i.email')
    .whereRef('oh.course_id', '=', 'h.course_id')

const invited = (now: number, asked: { cohort: string; byName: boolean } | null) =>
  database()
    .selectFrom('invitation as i')
    .innerJoin('cohort as h', 'h.id', 'i.cohort_id')
    .innerJoin('course as c', 'c.id', 'h.course_id')
    .where('i.kind', '=', 'invite')
    .where('i.roles', '=', '[]')
    // An exemption holds for the whole course, whichever invitation has it.
    .where((x) => x.not(x.exists(likewise(x).where('o.kind', '=', 'invite').where('o.exempt_at', 'is not', null))))
    .where((x) =>
      x.not(x.exists(x.selectFrom('member as m').select('m.id').whereRef('m.address', '=', 'i.email').where('m.state', '=', 'left'))),
    )
    .where('c.archived_at', 'is', null)
    .where('c.version', '>', 0)
    .where((x) => x.or([x('i.reminding_until', 'is', null), x('i.reminding_until', '<=', now)]))
    .$if(asked === null, (q) => q.where('i.reminders', '<', MOST_INVITED))
    .$if(asked !== null, (q) => q.where('i.cohort_id', '=', asked!.cohort).where((x) => x.val(asked!.byName ? 1 : 0), '=', 1))
    .where((x) =>
      x.or([
        x('i.mail', '=', 'sent').and(
          // Nothing about the course went to this address lately, under any of its invitations.
          x.not(x.exists(likewise(x).where((o) => o.or([o('o.reminded_at', '>', now - BETWEEN), o('o.created_at', '>', now - BETWEEN)])))),
        ),
        // Nobody has been sent this link: the directory has changed the address, or the server stopped while it sent. A letter with a
        // link that was just made, or made anew, may still be on its way.
        x.and([
          x('i.mail', '=', 'waiting'),
          x('i.created_at', '<', now - SENDING),
          x.or([x('i.reminded_at', 'is', null), x('i.reminded_at', '<', now - SENDING)]),
        ]),
      ]),
    )
    .where((x) =>
      x.not(
        x.exists(
          x
            .selectFrom('user as u')
            .innerJoin('learner as l', 'l.user_id', 'u.id')
            .innerJoin('enrolment as e', 'e.learner_id', 'l.id')
            .select('e.id')
            .whereRef('u.email', '=', 'i.email')
            .whereRef('e.course_id', '=', 'h.course_id')
            .where('e.ended_at', 'is', null),
        ),
      ),
    )

/** @param asked a cohort whose owner asked for it */
export const invitedNow = async (now: number, most: number, asked: { course: string; cohort: string } | null) =>
  invited(now, asked && { cohort: asked.cohort, byName: await isByName(asked.course) })
    .select(['i.id', 'i.email', 'i.name', 'i.cohort_id', 'i.reminding_until', 'h.course_id'])
    .orderBy('i.created_at')
    .orderBy('i.id')
    .limit(most)
    .execute()
export type InvitedRow = Awaited<ReturnType<typeof invitedNow>>[number]
