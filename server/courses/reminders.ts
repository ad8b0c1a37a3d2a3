import 'server-only'
import { FREED } from '../accounts/unproven-address'
import { type Database, database } from '../database'
import { type Mailed, hasMail, sendMail } from '../platform/mail'
import { type Open, reminderOf } from './reminder-text'
import { courseVersion } from './courses'

const DAY = 24 * 3600_000
/** How long before the due day a reminder names an open course, and before renewal a completed one. */
const DUE_WITHIN = 7 * DAY
const RENEW_WITHIN = 30 * DAY
/** Time between two reminders about the same course. */
const EVERY = { overdue: 7 * DAY, due: 7 * DAY, renew: 14 * DAY, open: DAY } as const
/** How long a process may hold a person; if it was killed, another takes over after that. */
const LEASE = 15 * 60_000
/** If one address failed while others worked, it is retried after a day. */
const REST = DAY
const AT_ONCE = 3

interface Candidate {
  id: string
  learner_id: string
  course_id: string
  version: number
  due_at: number | null
  completed_at: number | null
  renew_at: number | null
  reminded_at: number | null
  reminding_until: number | null
  name: string
  email: string
}

/** Enrolments of people with an account who have not left: open, or due for renewal and not yet renewed. */
const candidates = (db: Database) =>
  db
    .selectFrom('enrolment as e')
    .innerJoin('learner as l', 'l.id', 'e.learner_id')
    .innerJoin('user as u', 'u.id', 'l.user_id')
    .innerJoin('course as c', 'c.id', 'e.course_id')
    .select([
      'e.id',
      'e.learner_id',
      'e.course_id',
      'e.version',
      'e.due_at',
      'e.completed_at',
      'e.renew_at',
      'e.reminded_at',
      'e.reminding_until',
      'u.name',
      'u.email',
    ])
    .where('e.ended_at', 'is', null)
    .where('e.exempt_at', 'is', null)
    .where('u.email', 'not like', `%${FREED}`)
    .where((x) =>
      x.or([
        x('e.completed_at', 'is', null),
        x.and([
          x('c.archived_at', 'is', null),
          x.not(x.exists(x.selectFrom('enrolment as n').select('n.id').whereRef('n.renews', '=', 'e.id'))),
        ]),
      ]),
    )

/** What a reminder sent now would say about an enrolment; null for nothing. `open`: requested by the owner although it is not yet due. */
function saying(
  { due_at, completed_at, renew_at }: Pick<Candidate, 'due_at' | 'completed_at' | 'renew_at'>,
  now: number,
  asked = false,
): Exclude<Open['kind'], 'new'> | null {
  if (completed_at !== null) return renew_at !== null && renew_at <= now + RENEW_WITHIN ? 'renew' : null
  if (due_at !== null && due_at < now) return 'overdue'
  if (due_at !== null && due_at <= now + DUE_WITHIN) return 'due'
  return asked ? 'open' : null
}
const isFree = ({ reminding_until }: Candidate, now: number) => reminding_until === null || reminding_until <= now
const longAgo = ({ reminded_at }: Candidate, every: number, now: number) => reminded_at === null || reminded_at <= now - every

export interface Reminded {
  sent: number
  failed: number
}

/**
 * Sends one mail about all their courses to everybody who is due for a reminder. Two processes never send the same one.
 * @throws if no mail could be sent; the next run retries
 */
export async function remind(now = Date.now(), stopping?: AbortSignal): Promise<Reminded | null> {
  if (!hasMail()) return null
  const rows = await candidates(database())
    .where((x) => x.or([x('e.due_at', '<=', now + DUE_WITHIN), x('e.renew_at', '<=', now + RENEW_WITHIN)]))
    .where((x) => x.or([x('e.reminded_at', 'is', null), x('e.reminded_at', '<=', now - EVERY.due)]))
    .execute()
  const due = rows.filter((row) => {
    const kind = saying(row, now)
    return kind !== null && isFree(row, now) && longAgo(row, EVERY[kind], now)
  })
  return due.length === 0 ? null : send(due, now, stopping)
}

/**
 * The enrolments that a reminder to a cohort would reach now. People shown as codes get only automatic reminders: how many there are
 * would reveal who is done.
 */
export async function remindable(cohort: string, now = Date.now()): Promise<Candidate[]> {
  const rows = await candidates(database()).where('e.cohort_id', '=', cohort).where('e.completed_at', 'is', null).execute()
  const named = await Promise.all(rows.map(async ({ course_id, version }) => (await courseVersion(course_id, version)).people === 'names'))
  return rows.filter((row, i) => named[i] && isFree(row, now) && longAgo(row, EVERY.open, now))
}

/** Tells people who have an account what an owner has just enrolled them in. It counts as a reminder. */
export async function tellEnrolled(enrolments: readonly string[], now = Date.now()): Promise<Reminded | null> {
  if (enrolments.length === 0) return null
  return send(await candidates(database()).where('e.id', 'in', enrolments).execute(), now, undefined, true)
}

/** Reminds a cohort's open enrolments at once, due or not. */
export const remindCohort = async (cohort: string, now = Date.now()): Promise<Reminded> => send(await remindable(cohort, now), now)

/** Reminds these enrolments at once, due or not, unless they had a mail in the last day. @returns how many people, and the sending */
export async function remindEnrolments(ids: readonly string[], now = Date.now()): Promise<{ people: number; sending: Promise<Reminded> }> {
  const rows: Candidate[] = []
  for (let from = 0; from < ids.length; from += 500)
    rows.push(
      ...(await candidates(database())
        .where('e.id', 'in', ids.slice(from, from + 500))
        .execute()),
    )
  const open = rows.filter((row) => isFree(row, now) && longAgo(row, EVERY.open, now) && saying(row, now, true) !== null)
  return { people: new Set(open.map((row) => row.learner_id)).size, sending: send(open, now) }
}

/** @param fresh whether they have just been enrolled */
async function send(rows: Candidate[], now: number, stopping?: AbortSignal, fresh = false): Promise<Reminded> {
  const byPerson = new Map<string, Candidate[]>()
  for (const row of rows) byPerson.set(row.learner_id, [...(byPerson.get(row.learner_id) ?? []), row])
  const people = [...byPerson.values()]
  const failed: string[][] = []
  let sent = 0
  let reason = ''
  while (people.length > 0 && !stopping?.aborted) {
    // If the first ones find no mail server, the rest would not either.
    if (sent === 0 && failed.length >= AT_ONCE) break
    await Promise.all(
      people.splice(0, AT_ONCE).map(async (own) => {
        if (!(await claim(own, now))) return
        const ids = own.map((r) => r.id)
        const mailed = await sendOne(own, now, fresh)
        if (mailed === 'nothing') return
        if (mailed.ok) sent++
        else {
          reason = mailed.reason
          failed.push(ids)
        }
      }),
    )
  }
  // If some mail went out, the address was at fault; if none did, the server was.
  for (const ids of failed)
    await database()
      .updateTable('enrolment')
      .set({ reminding_until: sent > 0 ? now + REST : null })
      .where('id', 'in', ids)
      .execute()
  if (sent === 0 && failed.length > 0) throw new Error(`No reminder could be sent, check SMTP_URL and the mail server: ${reason}`)
  return { sent, failed: failed.length }
}

class Taken extends Error {}
/** Claims all of a person's reminders, or none if another process was faster. */
const claim = (own: Candidate[], now: number): Promise<boolean> =>
  database()
    .transaction()
    .execute(async (db) => {
      for (const { id, reminding_until: before, reminded_at } of own.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
        const { numUpdatedRows } = await db
          .updateTable('enrolment')
          .set({ reminding_until: now + LEASE })
          .where('id', '=', id)
          .where('ended_at', 'is', null)
          .where('reminding_until', before === null ? 'is' : '=', before)
          .where('reminded_at', reminded_at === null ? 'is' : '=', reminded_at)
          .executeTakeFirst()
        if (numUpdatedRows === 0n) throw new Taken()
      }
      return true
    })
    .catch((error: unknown) => {
      if (error instanceof Taken) return false
      throw error
    })

/** One mail with everything that is open for a person, including what would not yet be due for a reminder by itself. */
async function sendOne(own: Candidate[], now: number, fresh: boolean): Promise<Mailed | 'nothing'> {
  const { learner_id, name, email } = own[0]!
  const asked = new Set(own.map((r) => r.id))
  const all = await candidates(database()).where('e.learner_id', '=', learner_id).execute()
  const open = await Promise.all(
    all.map(async (row): Promise<(Open & { id: string }) | null> => {
      const kind = fresh && asked.has(row.id) ? 'new' : saying(row, now, asked.has(row.id))
      if (!kind) return null
      return {
        id: row.id,
        kind,
        title: (await courseVersion(row.course_id, row.version)).title,
        day: kind === 'renew' ? row.renew_at : row.due_at,
      }
    }),
  )
  const said = open.filter((o) => o !== null)
  // Everything was completed or ended a moment ago.
  if (said.length === 0) return 'nothing'
  const mailed = await sendMail({ to: email, ...(await reminderOf(name, said)) })
  if (mailed.ok)
    await database()
      .updateTable('enrolment')
      .set({ reminded_at: now, reminding_until: null })
      .where(
        'id',
        'in',
        said.map((o) => o.id),
      )
      .execute()
  return mailed
}
